import type { ExplainedChange } from "./judge-plan";
import { PIPELINE } from "./pipeline-call";

/** What the module `db-snapshot-to-s3` changes in place when it takes over. */
export const pipelineUpdates: readonly ExplainedChange[] = [
  ...update(
    "aws_iam_role",
    [
      "rds_snapshot_export_service",
      "rds_snapshot_to_s3_lambda",
      "s3_to_s3_copier_lambda",
      "sns_cloudwatch_logging",
    ],
    ["assume_role_policy"],
    "The statement gets a name (`Sid`); the same service may assume the role. Name and ARN stay, so what other accounts grant the role still holds.",
  ),
  ...update(
    "aws_iam_policy",
    ["rds_snapshot_to_s3_lambda"],
    ["policy"],
    "The functions' logs and queues, the dead-letter queue, the snapshots' export; `kms:*` on the zone's key goes. What the old code needs is still in it.",
  ),
  ...update(
    "aws_iam_policy",
    ["s3_to_s3_copier_lambda"],
    ["policy"],
    "Reading exports and writing to the zone in place of `s3:*` and `kms:*`. Old code that is still running can go on copying; it cannot update a backdated workflow, and its message then comes back to the new code.",
  ),
  ...update(
    "aws_iam_policy",
    ["rds_snapshot_export_service"],
    ["policy"],
    "Four KMS actions in place of `kms:*`, the export bucket in place of every bucket: what RDS checks a role for. Running exports go on.",
  ),
  ...update(
    "aws_iam_policy",
    ["sns_cloudwatch_logging"],
    ["policy"],
    "The topic's own log groups in place of all.",
  ),
  ...update(
    "aws_kms_key",
    ["rds_snapshot_to_s3_kms_key", "s3_to_s3_copier_kms_key"],
    ["policy"],
    "Key, id and the account's rights stay, so every message can still be decrypted. Services may use it for this account only; Lambda reads as the function's role.",
  ),
  ...update(
    "aws_sqs_queue",
    ["rds_snapshot_to_s3_deadletter", "s3_to_s3_copier_deadletter"],
    ["message_retention_seconds"],
    "From 4 to 14 days: letters are kept longer. The queue stays with what is in it.",
  ),
  ...update(
    "aws_sqs_queue_policy",
    ["rds_snapshot_to_s3"],
    ["policy"],
    "The statement gets a name (`Sid`); the same topic may send.",
  ),
  ...update(
    "aws_sqs_queue_policy",
    ["s3_copier_to_s3"],
    ["policy"],
    "The export function's role may send, and EventBridge for the one rule; no longer any topic of any account, which nothing in the pipeline used.",
  ),
  ...update(
    "aws_s3_object",
    ["rds_snapshot_to_s3_lambda", "s3_to_s3_copier_lambda"],
    ["content_type", "metadata", "source", "source_hash", "version_id"],
    "The new code under the same key; with versioning the bucket keeps the old. Uploaded without an ACL, which every bucket accepts.",
  ),
  ...update(
    "aws_lambda_function",
    ["rds_snapshot_to_s3_lambda", "s3_to_s3_copier_lambda"],
    [
      "architectures",
      "description",
      "environment",
      "last_modified",
      "logging_config",
      "memory_size",
      "runtime",
      "source_code_hash",
      "tracing_config",
    ],
    "The new code, after its new rights. Invocations that run end with the old code; a message whose invocation fails meanwhile comes back.",
  ),
  ...update(
    "aws_lambda_event_source_mapping",
    ["event_source_mapping", "s3_to_s3_copier_mapping"],
    ["function_response_types", "tags", "tags_all"],
    "The same mapping (UUID) between the same queue and function. Messages that come while Lambda changes it wait in the queue.",
  ),
];

function update(
  type: string,
  names: readonly string[],
  changed: readonly string[],
  why: string,
): readonly ExplainedChange[] {
  return names.map((name) => ({
    in: PIPELINE,
    address: `${type}.${name}`,
    action: "update",
    arguments: changed,
    why,
  }));
}
