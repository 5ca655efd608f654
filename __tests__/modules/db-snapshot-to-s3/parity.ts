/** Inputs of the module that this one replaces: required, or with a default. */
export const REFERENCE_INPUTS = {
  tags: "required",
  project: "required",
  environment: "required",
  identifier_prefix: "required",
  lambda_artefact_storage_bucket: "required",
  zone_kms_key_arn: "required",
  zone_bucket_arn: "required",
  zone_bucket_id: "required",
  service_area: "required",
  rds_instance_ids: "required",
  rds_export_storage_bucket_arn: "required",
  rds_export_storage_kms_key_arn: "required",
  rds_export_storage_kms_key_id: "required",
  rds_export_storage_bucket_id: "required",
  workflow_name: "",
  workflow_arn: "",
  backdated_workflow_name: "",
  backdated_workflow_arn: "",
  aws_account_suffix: "",
} as const;

/** Inputs that only ours has, each with the reason. */
export const OUR_INPUTS = {
  lambda_artefact_key_prefix: "pipelines that share a bucket write over each other's code",
  landed_snapshots: "the reference lands every snapshot, and rows of two on one day stand twice",
  ignored_snapshot_tags: "the reference exports what deployment scripts take for themselves",
  ignored_snapshot_names: "tags may come after the event, a name does not",
  on_skipped_tables: "the reference does not notice that RDS left tables out",
  multipart_copies: "the reference cannot copy a file above 5 GB",
  reconciliation_interval_in_hours: "the reference loses the snapshot of an event that is lost",
  reconciliation_window_in_days: "how far such a look goes back",
  lambda_runtime: "the reference's is out of support, and the next one will be some day",
  lambda_architecture: "arm64 is cheaper, and not in every region",
  export_lambda_memory_size: "the reference leaves 128 MB, less than a tenth of a processor",
  copier_lambda_memory_size: "the same, for the function that works hardest",
  log_retention_in_days: "the reference's log groups are kept for ever",
  log_kms_key_arn: "some accounts demand a key of their own for logs",
  lambda_tracing_mode: "the reference cannot be traced",
  alarm_action_arns: "nothing watches the reference's dead-letter queues",
  address_prefix: "of the construct, not of a module: keeps the reference's addresses",
} as const;

/** Outputs of the reference, and what each of them is. */
export const REFERENCE_OUTPUTS = {
  s3_to_s3_copier_lambda_role_arn: "${aws_iam_role.s3_to_s3_copier_lambda.arn}",
  rds_snapshot_service_arn: "${aws_iam_role.rds_snapshot_export_service.arn}",
  rds_snapshot_to_s3_lambda_role_arn: "${aws_iam_role.rds_snapshot_to_s3_lambda.arn}",
} as const;

const LOWER = "dataplatform-stg";
const AS_IT_IS = "DataPlatform-stg";

/**
 * Resources of the reference that ours has too, with the arguments that matter, for a prefix of `DataPlatform-stg`.
 */
export const REFERENCE_RESOURCES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "aws_db_event_subscription.snapshot_to_s3": {
    count: 1,
    name: `${LOWER}-snapshot-to-s3`,
    source_type: "db-instance",
    source_ids: ["housing-stg"],
    event_categories: ["backup"],
    sns_topic: "${aws_sns_topic.rds_snapshot_to_s3.arn}",
  },
  "aws_sns_topic.rds_snapshot_to_s3": {
    name: `${LOWER}-rds-snapshot-to-s3`,
    kms_master_key_id: "${aws_kms_key.rds_snapshot_to_s3_kms_key.key_id}",
    sqs_success_feedback_role_arn: "${aws_iam_role.sns_cloudwatch_logging.arn}",
    sqs_failure_feedback_role_arn: "${aws_iam_role.sns_cloudwatch_logging.arn}",
    sqs_success_feedback_sample_rate: 100,
  },
  "aws_iam_role.sns_cloudwatch_logging": { name: `${LOWER}-sns-cloudwatch-logging` },
  "aws_iam_policy.sns_cloudwatch_logging": { name: `${LOWER}-sns-cloudwatch-logging` },
  "aws_sqs_queue.rds_snapshot_to_s3": {
    name: `${LOWER}-rds-snapshot-to-s3`,
    visibility_timeout_seconds: 6 * 900,
    redrive_policy:
      '{"deadLetterTargetArn":"${aws_sqs_queue.rds_snapshot_to_s3_deadletter.arn}","maxReceiveCount":4}',
    kms_master_key_id: "${aws_kms_key.rds_snapshot_to_s3_kms_key.key_id}",
  },
  "aws_sqs_queue.rds_snapshot_to_s3_deadletter": {
    name: `${LOWER}-rds-snapshot-to-s3-deadletter`,
    kms_master_key_id: "${aws_kms_key.rds_snapshot_to_s3_kms_key.key_id}",
  },
  "aws_sqs_queue_policy.rds_snapshot_to_s3": { queue_url: "${aws_sqs_queue.rds_snapshot_to_s3.url}" },
  "aws_sns_topic_subscription.subscribe_sqs_to_sns_topic": {
    protocol: "sqs",
    topic_arn: "${aws_sns_topic.rds_snapshot_to_s3.arn}",
    endpoint: "${aws_sqs_queue.rds_snapshot_to_s3.arn}",
  },
  "aws_kms_key.rds_snapshot_to_s3_kms_key": {
    description: "Data Platform - Stg - rds-snapshot-to-s3 KMS Key",
    deletion_window_in_days: 10,
    enable_key_rotation: true,
  },
  "aws_lambda_event_source_mapping.event_source_mapping": {
    event_source_arn: "${aws_sqs_queue.rds_snapshot_to_s3.arn}",
    function_name: "${aws_lambda_function.rds_snapshot_to_s3_lambda.arn}",
    batch_size: 1,
    enabled: true,
  },
  "aws_lambda_function.rds_snapshot_to_s3_lambda": {
    function_name: `${AS_IT_IS}-rds-snapshot-to-s3`,
    handler: "index.handler",
    timeout: 900,
    role: "${aws_iam_role.rds_snapshot_to_s3_lambda.arn}",
    s3_bucket: "${aws_s3_object.rds_snapshot_to_s3_lambda.bucket}",
    s3_key: "${aws_s3_object.rds_snapshot_to_s3_lambda.key}",
  },
  "aws_lambda_function_event_invoke_config.rds_snapshot_to_s3_lambda": {
    qualifier: "$LATEST",
    maximum_retry_attempts: 0,
  },
  "aws_s3_object.rds_snapshot_to_s3_lambda": { bucket: "artefacts", key: "rds-snapshot-to-s3.zip" },
  "aws_iam_role.rds_snapshot_to_s3_lambda": { name: `${LOWER}-rds-snapshot-to-s3-lambda` },
  "aws_iam_policy.rds_snapshot_to_s3_lambda": { name: `${LOWER}-rds-snapshot-to-s3-lambda` },
  "aws_iam_role_policy_attachment.rds_snapshot_to_s3_lambda": {},
  "aws_iam_role.rds_snapshot_export_service": { name: `${LOWER}-rds-snapshot-export-service` },
  "aws_iam_policy.rds_snapshot_export_service": { name: `${LOWER}-rds-snapshot-export-service` },
  "aws_iam_role_policy_attachment.rds_snapshot_export_service": {},
  "aws_sqs_queue.s3_to_s3_copier": {
    name: `${LOWER}-s3-to-s3-copier`,
    visibility_timeout_seconds: 6 * 900,
    redrive_policy:
      '{"deadLetterTargetArn":"${aws_sqs_queue.s3_to_s3_copier_deadletter.arn}","maxReceiveCount":4}',
    kms_master_key_id: "${aws_kms_key.s3_to_s3_copier_kms_key.key_id}",
  },
  "aws_sqs_queue.s3_to_s3_copier_deadletter": {
    name: `${LOWER}-s3-to-s3-copier-deadletter`,
    kms_master_key_id: "${aws_kms_key.s3_to_s3_copier_kms_key.key_id}",
  },
  "aws_sqs_queue_policy.s3_copier_to_s3": { queue_url: "${aws_sqs_queue.s3_to_s3_copier.url}" },
  "aws_kms_key.s3_to_s3_copier_kms_key": {
    description: "Data Platform - Stg - s3-to-s3-copier KMS Key",
    deletion_window_in_days: 10,
    enable_key_rotation: true,
  },
  "aws_lambda_event_source_mapping.s3_to_s3_copier_mapping": {
    event_source_arn: "${aws_sqs_queue.s3_to_s3_copier.arn}",
    function_name: "${aws_lambda_function.s3_to_s3_copier_lambda.arn}",
    batch_size: 1,
    enabled: true,
  },
  "aws_lambda_function.s3_to_s3_copier_lambda": {
    function_name: `${AS_IT_IS}-s3-to-s3-copier`,
    handler: "index.handler",
    timeout: 900,
    role: "${aws_iam_role.s3_to_s3_copier_lambda.arn}",
    s3_bucket: "${aws_s3_object.s3_to_s3_copier_lambda.bucket}",
    s3_key: "${aws_s3_object.s3_to_s3_copier_lambda.key}",
  },
  "aws_lambda_function_event_invoke_config.s3_to_s3_copier_lambda": {
    qualifier: "$LATEST",
    maximum_retry_attempts: 0,
  },
  "aws_s3_object.s3_to_s3_copier_lambda": { bucket: "artefacts", key: "s3-to-s3-export-copier.zip" },
  "aws_iam_role.s3_to_s3_copier_lambda": { name: `${LOWER}-s3-to-s3-copier-lambda` },
  "aws_iam_policy.s3_to_s3_copier_lambda": { name: `${LOWER}-s3-to-s3-copier-lambda` },
  "aws_iam_role_policy_attachment.s3_to_s3_copier_lambda": {},
};

/** Resources of the reference that ours does not have, each with what stands in its place. */
export const LEFT_OUT = {
  "aws_iam_policy_attachment.sns_cloudwatch_policy_attachment":
    "exclusive: it would detach the policy from everybody else; a role attachment instead",
} as const;

/** Resources that only ours has, each with the reason. */
export const ADDED = {
  "aws_iam_role_policy_attachment.sns_cloudwatch_policy_attachment": "in place of the exclusive attachment",
  "aws_sns_topic_policy.rds_snapshot_to_s3": "lets RDS publish, and only RDS of this account",
  "aws_cloudwatch_log_group.rds_snapshot_to_s3_lambda": "logs that expire",
  "aws_cloudwatch_log_group.s3_to_s3_copier_lambda": "logs that expire",
  "aws_cloudwatch_metric_alarm.rds_snapshot_to_s3_deadletter": "somebody is told of a dead letter",
  "aws_cloudwatch_metric_alarm.s3_to_s3_copier_deadletter": "somebody is told of a dead letter",
  "aws_cloudwatch_metric_alarm.rds_snapshot_to_s3_dead_lettered":
    "somebody is told of the next dead letter, while one still lies there",
  "aws_cloudwatch_metric_alarm.s3_to_s3_copier_dead_lettered":
    "somebody is told of the next dead letter, while one still lies there",
  "aws_cloudwatch_metric_alarm.rds_snapshot_to_s3_old_message":
    "somebody is told when nobody reads the queue",
  "aws_cloudwatch_metric_alarm.s3_to_s3_copier_old_message": "somebody is told when nobody reads the queue",
  "aws_cloudwatch_metric_alarm.s3_to_s3_copier_tables_skipped":
    "RDS calls an export complete that lacks tables",
  "aws_cloudwatch_metric_alarm.rds_snapshot_to_s3_snapshot_not_landed":
    "somebody is told of a snapshot that does not land",
  "aws_cloudwatch_event_rule.s3_to_s3_copier": "RDS says when an export has ended",
  "aws_cloudwatch_event_target.s3_to_s3_copier": "the copier hears of it",
  "aws_scheduler_schedule.snapshot_reconciliation": "somebody looks for what has not landed",
  "aws_scheduler_schedule_group.snapshot_reconciliation": "its role is kept to it",
  "aws_iam_role.snapshot_reconciliation": "what the schedule sends as",
  "aws_iam_policy.snapshot_reconciliation": "to the export queue, and nowhere else",
  "aws_iam_role_policy_attachment.snapshot_reconciliation": "the policy is the role's",
  "terraform_data.first_apply": "snapshots from before the pipeline are not looked for",
} as const;

/** Environment variables of the reference's functions, and those of ours. */
export const ENVIRONMENT = {
  rds_snapshot_to_s3_lambda: {
    IAM_ROLE_ARN: "${aws_iam_role.rds_snapshot_export_service.arn}",
    KMS_KEY_ID: "exports",
    S3_BUCKET_NAME: "exports",
    LANDED_SNAPSHOTS: "all",
    IGNORED_SNAPSHOT_TAGS: '{"Purpose":"PreDeployment"}',
    IGNORED_SNAPSHOT_NAMES: '["*-pre-deploy-*"]',
    RECONCILIATION_WINDOW_IN_DAYS: "7",
    COPIER_QUEUE_ARN: "${aws_sqs_queue.s3_to_s3_copier.arn}",
    DEAD_LETTER_QUEUE_ARN: "${aws_sqs_queue.rds_snapshot_to_s3_deadletter.arn}",
    NODE_OPTIONS: "--enable-source-maps",
  },
  s3_to_s3_copier_lambda: {
    EXPORT_BUCKET_NAME: "exports",
    BUCKET_DESTINATION: "zone",
    ON_SKIPPED_TABLES: "warn",
    SERVICE_AREA: "housing",
    WORKFLOW_NAME: "",
    BACKDATED_WORKFLOW_NAME: "",
    DEAD_LETTER_QUEUE_ARN: "${aws_sqs_queue.s3_to_s3_copier_deadletter.arn}",
    NODE_OPTIONS: "--enable-source-maps",
  },
} as const;
