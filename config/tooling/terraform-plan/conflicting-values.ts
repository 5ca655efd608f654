/** Values that are right each by itself and that the plan must refuse together, with what it must say of them. */
export interface ConflictingValues {
  /** What goes wrong, in a word. */
  readonly what: string;
  /** The root or modules that take these values. */
  readonly of: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
  /** Pieces of Terraform's messages. */
  readonly messages: readonly string[];
}

const WORKFLOW = "arn:aws:glue:eu-west-2:111111111111:workflow/ingestion";
const EXPORT_KEY = "arn:aws:kms:eu-west-2:111111111111:key/1b1b1b1b-2c2c-4d4d-8e8e-3f3f3f3f3f3f";
const ROOT = "data-platform";
const PIPELINE = "db-snapshot-to-s3";
const SANDBOX = "db-snapshot-to-s3-sandbox-resources";
const SANDBOX_ROOT = "sandbox";

/** One plan each, over right values: a bucket that is refused keeps Terraform from looking at what needs it. */
export const conflictingValues: readonly ConflictingValues[] = [
  {
    what: "buckets' names that are too long",
    of: [ROOT],
    values: { identifier_prefix: "Prefix-by-itself-short-enough-for-it", aws_account_suffix: "-7777777777" },
    messages: [
      "name Prefix-by-itself-short-enough-for-it-lambda-artefact-storage-7777777777: expected at most 63",
      "name Prefix-by-itself-short-enough-for-it-rds-export-storage-7777777777: expected at most 63",
    ],
  },
  {
    what: "a bucket's name that is too long",
    of: [SANDBOX_ROOT],
    values: { identifier_prefix: "Prefix-short-enough", aws_account_suffix: "-7777777777777" },
    messages: ["name Prefix-short-enough-sandbox-lambda-artefact-storage-7777777777777: expected at most 63"],
  },
  {
    what: "a landing zone of its own and somebody's",
    of: [SANDBOX_ROOT],
    values: { create_zone: true },
    messages: [
      "create_zone: expected false where a landing zone is given, or zone_bucket_id, zone_bucket_arn",
    ],
  },
  {
    what: "no landing zone",
    of: [SANDBOX_ROOT],
    values: { zone_bucket_id: "", zone_bucket_arn: "", zone_kms_key_arn: "" },
    messages: [
      "zone_bucket_id: expected zone_bucket_id, zone_bucket_arn and zone_kms_key_arn of a landing zone",
    ],
  },
  {
    what: "a landing zone without its key",
    of: [SANDBOX_ROOT],
    values: { zone_kms_key_arn: "" },
    messages: [
      "zone_bucket_id: expected zone_bucket_id, zone_bucket_arn and zone_kms_key_arn of a landing zone",
    ],
  },
  {
    what: "a name that is too long",
    of: ["s3-bucket"],
    values: {
      identifier_prefix: "prefix-by-itself-short-enough-for-it",
      bucket_identifier: "identifier-by-itself-short-enough",
    },
    messages: ["prefix-by-itself-short-enough-for-it-identifier-by-itself-short-enough: expected at most 63"],
  },
  {
    what: "objects that expire before they move",
    of: ["s3-bucket"],
    values: { enable_intelligent_tiering: true, intelligent_tiering_days: 30, expire_objects_days: 30 },
    messages: ["intelligent_tiering_days: expected fewer days than expire_objects_days"],
  },
  {
    what: "ARNs of something else",
    of: [ROOT, PIPELINE, SANDBOX_ROOT],
    values: {
      zone_bucket_id: "landing-zone",
      zone_bucket_arn: "arn:aws:s3:::another-landing-zone",
      workflow_name: "gestion",
      workflow_arn: WORKFLOW,
      backdated_workflow_name: "backdated",
      backdated_workflow_arn: WORKFLOW,
    },
    messages: [
      "zone_bucket_arn: expected the ARN of the bucket that zone_bucket_id names (landing-zone)",
      "workflow_arn: expected the ARN of the workflow that workflow_name names (gestion)",
      "backdated_workflow_arn: expected the ARN of the workflow that backdated_workflow_name names (backdated)",
    ],
  },
  {
    what: "an export bucket and a key of somebody else",
    of: [PIPELINE],
    values: {
      rds_export_storage_bucket_id: "exports",
      rds_export_storage_bucket_arn: "arn:aws:s3:::other-exports",
      rds_export_storage_kms_key_id: "2c2c2c2c-2c2c-4d4d-8e8e-3f3f3f3f3f3f",
      rds_export_storage_kms_key_arn: EXPORT_KEY,
    },
    messages: [
      "rds_export_storage_bucket_arn: expected the ARN of the bucket that rds_export_storage_bucket_id names (exports)",
      `rds_export_storage_kms_key_id: expected the key that rds_export_storage_kms_key_arn names (${EXPORT_KEY})`,
    ],
  },
  {
    what: "one without the other",
    of: [ROOT, PIPELINE, SANDBOX_ROOT],
    values: { workflow_name: "ingestion", backdated_workflow_arn: WORKFLOW },
    messages: [
      'workflow_name and workflow_arn: expected both or neither, got "ingestion" and "".',
      `backdated_workflow_name and backdated_workflow_arn: expected both or neither, got "" and "${WORKFLOW}".`,
    ],
  },
  {
    what: "more instances than a message can name",
    of: [ROOT, PIPELINE],
    values: {
      rds_instance_ids: Array.from({ length: 4000 }, (_, n) => `i${n}-${"i".repeat(58)}`.slice(0, 63)),
    },
    messages: ["rds_instance_ids: expected a list of at most 260000 characters as JSON"],
  },
  {
    what: "a window that two looks do not fit into",
    of: [ROOT, PIPELINE, SANDBOX_ROOT],
    values: { reconciliation_window_in_days: 1, reconciliation_interval_in_hours: 12 },
    messages: [
      "reconciliation_window_in_days: expected more than twice reconciliation_interval_in_hours, in days of 24 hours, so that two looks find each snapshot and one of them may be lost; got 1 and 12.",
    ],
  },
  {
    what: "the account of somebody else",
    of: [SANDBOX, SANDBOX_ROOT],
    values: { aws_sandbox_account_id: "999999999999" },
    messages: ["aws_sandbox_account_id: expected the account that the sandbox's provider acts in"],
  },
];
