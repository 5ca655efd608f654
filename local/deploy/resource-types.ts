import { TerraformJsonError, type Block } from "./terraform-json";

/** Resource types that are made through the local endpoint, or that the stand-in for Lambda or the policies need. */
export const DEPLOYED_TYPES: ReadonlySet<string> = new Set([
  "aws_cloudwatch_event_rule",
  "aws_cloudwatch_event_target",
  "aws_db_event_subscription",
  "aws_glue_workflow",
  "aws_iam_policy",
  "aws_iam_policy_attachment",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_kms_key",
  "aws_kms_key_policy",
  "aws_lambda_event_source_mapping",
  "aws_lambda_function",
  "aws_s3_bucket",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_object",
  "aws_scheduler_schedule",
  "aws_scheduler_schedule_group",
  "aws_sns_topic",
  "aws_sns_topic_policy",
  "aws_sns_topic_subscription",
  "aws_sqs_queue",
  "aws_sqs_queue_policy",
  "terraform_data",
]);

/** Resource types that the local run knowingly leaves out, each with the reason. */
export const TYPES_NOT_NEEDED: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_group: "log lines go to files of the run",
  aws_cloudwatch_metric_alarm: "nobody is to be woken; the run itself looks into the dead-letter queues",
  aws_kms_alias: "keys are named by ARN or id; nothing is encrypted at rest",
  aws_lambda_function_event_invoke_config: "concerns asynchronous invocations; queues invoke synchronously",
  aws_s3_bucket_lifecycle_configuration: "files expire after days, a run takes seconds",
  aws_s3_bucket_ownership_controls: "the local buckets have S3's default, BucketOwnerEnforced",
  aws_s3_bucket_public_access_block: "the endpoint is not public",
  aws_s3_bucket_versioning: "nothing is overwritten or deleted in a run",
};

/** Types of data sources; they make nothing, so they only have to be resolvable. */
const DATA_TYPES: ReadonlySet<string> = new Set([
  "aws_caller_identity",
  "aws_iam_policy_document",
  "aws_partition",
  "aws_region",
]);

/** @throws TerraformJsonError that lists every block of a type that the local run has no answer for */
export function checkResourceTypes(blocks: readonly Block[]): void {
  const unknown = blocks.filter(({ mode, type }) =>
    mode === "data" ? !DATA_TYPES.has(type) : !DEPLOYED_TYPES.has(type) && !(type in TYPES_NOT_NEEDED),
  );
  if (unknown.length > 0)
    throw new TerraformJsonError(
      `the local run does not know what to do with ${unknown.map(({ address }) => address).join(", ")}: ` +
        "deploy the type in local/deploy, or list it in local/deploy/resource-types.ts with the reason why not",
    );
}
