/** A check of checkov whose findings stay at these resources and data sources, and why. */
export interface CheckovException {
  readonly check: string;
  /**
   * Their names in Terraform, the last word of their addresses: the same in a module, in the root stack that holds
   * it and in an example that calls it.
   */
  readonly names: readonly [string, ...string[]];
  readonly reason: string;
}

const queueKeyPolicies = ["rds_snapshot_to_s3_kms_key_policy", "s3_to_s3_copier_kms_key_policy"] as const;
/** In the module, and the two in the root stack. */
const bucketKeyPolicies = [
  "key_policy",
  "lambda_artefact_storage_key_policy",
  "rds_export_storage_key_policy",
] as const;
const keyPolicies = [...queueKeyPolicies, ...bucketKeyPolicies] as const;

const functions = ["rds_snapshot_to_s3_lambda", "s3_to_s3_copier_lambda"] as const;

/** In the module, and the two in the root stack. */
const buckets = ["bucket", "lambda_artefact_storage_bucket", "rds_export_storage_bucket"] as const;

const sandboxDatabase = ["rds_sandbox_snapshot_to_s3_postgres"] as const;
const sandboxLogs = ["sandbox_db_postgresql", "sandbox_db_upgrade"] as const;

const KEY_POLICY =
  "A key's own policy can name its resource only as *, which there means this key; the account's root is given all " +
  "rights, as in AWS's default, so that the account's IAM policies decide and the key cannot be locked away.";

/**
 * Every finding that stays, by resource. One that is not listed fails the check, and so does an entry that is no
 * finding any more.
 */
export const checkovExceptions: readonly CheckovException[] = [
  { check: "CKV_AWS_109", names: keyPolicies, reason: KEY_POLICY },
  { check: "CKV_AWS_111", names: keyPolicies, reason: KEY_POLICY },
  { check: "CKV_AWS_356", names: keyPolicies, reason: KEY_POLICY },
  {
    check: "CKV_AWS_356",
    names: functions,
    reason:
      "rds:DescribeExportTasks: AWS does not say what it decides by when a call names a task or nothing. A refusal would " +
      "stop every landing, and the right is only to read a list (modules/db-snapshot-to-s3/export-task-permission.ts).",
  },
  {
    check: "CKV_AWS_115",
    names: functions,
    reason:
      "Reserved concurrency is taken from the account's other functions. More invocations at once do no harm: RDS " +
      "runs five exports at most, and the work of two on one snapshot is idempotent.",
  },
  {
    check: "CKV_AWS_116",
    names: functions,
    reason:
      "A function's own dead-letter queue is for asynchronous invocations. These are invoked from queues, which have " +
      "dead-letter queues, watched by alarms.",
  },
  {
    check: "CKV_AWS_117",
    names: functions,
    reason:
      "The functions call public AWS APIs and nothing in a network of the account's. Within a VPC they would need " +
      "endpoints for RDS, S3, SQS and Glue, and could reach databases that they have no need to reach.",
  },
  {
    check: "CKV_AWS_158",
    names: functions,
    reason:
      "The log groups hold decisions and names, no rows; CloudWatch encrypts them with its own key. The construct " +
      "takes logKmsKeyArn for accounts that ask for a key of their own.",
  },
  {
    check: "CKV_AWS_338",
    names: functions,
    reason:
      "log_retention_in_days is the caller's, 90 by default: what the functions did is of use as long as a dead letter " +
      "about it may lie in its queue, and a year costs four times as much.",
  },
  {
    check: "CKV_AWS_173",
    names: functions,
    reason: "The variables hold names and ARNs, no secrets. Lambda encrypts them with its own key.",
  },
  {
    check: "CKV_AWS_272",
    names: functions,
    reason:
      "The zip files are part of what is applied, and their hashes too: Terraform notices another file. A signing " +
      "profile belongs to the organisation that deploys.",
  },
  {
    check: "CKV_AWS_297",
    names: ["snapshot_reconciliation"],
    reason:
      "What the schedule sends are the identifiers of instances and a time, no secrets. EventBridge Scheduler encrypts them with a " +
      "key of AWS's; a key of ours would have to admit the service, and cost each month.",
  },
  {
    check: "CKV_AWS_18",
    names: buckets,
    reason:
      "Access logs need a bucket of the account for all of its logs, which this stack does not own. Where they are " +
      "asked for, CloudTrail's data events cover these buckets without a change here.",
  },
  {
    check: "CKV_AWS_144",
    names: buckets,
    reason:
      "One bucket holds what a further apply writes again, the other files on their way, which can be exported again " +
      "from their snapshots: a copy in another region would only be a further place with personal data.",
  },
  {
    check: "CKV2_AWS_61",
    names: ["bucket"],
    reason:
      "What a bucket of the module is for, and so when its objects may go, is known to the caller, who sets it by the " +
      "inputs for the life cycle. The module that this one replaces deletes nothing by default either.",
  },
  {
    check: "CKV2_AWS_62",
    names: buckets,
    reason: "Nobody waits for these buckets' events: the end of an export is learnt from RDS.",
  },
  {
    check: "CKV_AWS_118",
    names: sandboxDatabase,
    reason: "Enhanced monitoring costs by the hour, and nobody watches a sandbox.",
  },
  {
    check: "CKV_AWS_353",
    names: sandboxDatabase,
    reason: "Nobody tunes the queries of a sandbox, whose one workload is to be exported.",
  },
  {
    check: "CKV_AWS_157",
    names: sandboxDatabase,
    reason: "A second instance doubles the price, for data that can be loaded again by one command.",
  },
  {
    check: "CKV_AWS_293",
    names: sandboxDatabase,
    reason: "A sandbox is there to be destroyed, in one step and in any state.",
  },
  {
    check: "CKV_AWS_161",
    names: sandboxDatabase,
    reason:
      "There is one user, whose password RDS makes, keeps in Secrets Manager and changes every week: who may read " +
      "the secret is decided by IAM.",
  },
  {
    check: "CKV2_AWS_30",
    names: sandboxDatabase,
    reason: "A log of statements would hold the rows that somebody loads.",
  },
  {
    check: "CKV_AWS_126",
    names: ["bastion"],
    reason: "Detailed monitoring costs extra, and nobody watches a bastion that forwards one port.",
  },
  {
    check: "CKV_AWS_158",
    names: sandboxLogs,
    reason:
      "The groups hold PostgreSQL's messages, and no statements unless they fail; CloudWatch encrypts them with its " +
      "own key. The database's key stays with the database and those who export its snapshots.",
  },
  {
    check: "CKV_AWS_338",
    names: sandboxLogs,
    reason:
      "log_retention_in_days is the caller's, 30 by default: a sandbox is looked into while it is used.",
  },
];
