/** Something that a policy allows and that no run of the pipeline uses here. */
export interface UnusedGrant {
  readonly policy: string;
  readonly statement: string;
  /** As the statement writes them. */
  readonly actions: readonly string[];
  /** Pattern of the resources that it concerns, as the statement writes them. @default all */
  readonly resource?: string;
  /** Why it is granted all the same. */
  readonly because: string;
}

const CHECKED_BY_RDS = "RDS checks the role for it before it starts an export (USER_ExportSnapshot)";
const ROLES_KEY_USE =
  "RDS asks that the export's role may encrypt and decrypt with the key (API_StartExportTask); it does so through its grant";
const SNS_LOGS =
  "AWS asks for them in a role for delivery logs, beside those that SNS needs to write one (sns-topic-attributes)";
const FAILED_DELIVERIES = "a delivery that fails is written there, and none fails";
const NOT_A_STREAM = "what SNS writes to are the group's streams, which the pattern with a star names";
const NOT_A_GROUP = "what SNS makes is the group, which the pattern without a star names";
const OF_DELETED_SNAPSHOTS =
  "a manifest is read where a snapshot was deleted after it had landed, to know which one it was; no run deletes one";
const READ_AS_THE_ROLE =
  "Lambda reads the queue as the function's role; kept from the policy that is taken over, limited to this account";

/**
 * Every grant of the stack's policies that no run uses, with the reason why it stays. An entry that a run uses after all,
 * and a grant that no run uses and that is not here, fail `npm run docs:permissions -- --check`.
 */
export const UNUSED_GRANTS: readonly UnusedGrant[] = [
  {
    ...{ policy: "aws_iam_policy.rds_snapshot_export_service", statement: "WriteExport" },
    ...{ actions: ["s3:GetObject*", "s3:DeleteObject*"], because: CHECKED_BY_RDS },
  },
  {
    ...{ policy: "aws_iam_policy.rds_snapshot_export_service", statement: "EncryptExport" },
    ...{ actions: ["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey"], because: ROLES_KEY_USE },
  },
  {
    ...{ policy: "aws_iam_policy.rds_snapshot_to_s3_lambda", statement: "ReadLandingRecords" },
    ...{ actions: ["s3:GetObject"], because: OF_DELETED_SNAPSHOTS },
  },
  {
    ...{ policy: "aws_iam_policy.rds_snapshot_to_s3_lambda", statement: "DecryptLandingRecords" },
    ...{ actions: ["kms:Decrypt"], because: OF_DELETED_SNAPSHOTS },
  },
  {
    ...{ policy: "aws_iam_policy.s3_to_s3_copier_lambda", statement: "EncryptZone" },
    actions: ["kms:Encrypt"],
    because: "the key policies of landing zones that exist grant both; S3 itself asks for data keys only",
  },
  {
    ...{ policy: "aws_iam_policy.s3_to_s3_copier_lambda", statement: "WriteZone" },
    actions: ["s3:AbortMultipartUpload"],
    because:
      "a copy in parts that fails is taken back; no run has a file above 5 GiB, which alone is copied so",
  },
  {
    ...{ policy: "aws_iam_policy.sns_cloudwatch_logging", statement: "WriteDeliveryLogs" },
    ...{ actions: ["logs:PutMetricFilter", "logs:PutRetentionPolicy"], because: SNS_LOGS },
  },
  {
    ...{ policy: "aws_iam_policy.sns_cloudwatch_logging", statement: "WriteDeliveryLogs" },
    actions: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
    ...{ resource: "*/Failure*", because: FAILED_DELIVERIES },
  },
  {
    ...{ policy: "aws_iam_policy.sns_cloudwatch_logging", statement: "WriteDeliveryLogs" },
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    ...{ resource: "*rds-snapshot-to-s3", because: NOT_A_STREAM },
  },
  {
    ...{ policy: "aws_iam_policy.sns_cloudwatch_logging", statement: "WriteDeliveryLogs" },
    ...{ actions: ["logs:CreateLogGroup"], resource: "*rds-snapshot-to-s3:*", because: NOT_A_GROUP },
  },
  {
    ...{ policy: "aws_kms_key.rds_snapshot_to_s3_kms_key", statement: "ReadQueue" },
    ...{ actions: ["kms:GenerateDataKey*", "kms:Decrypt"], because: READ_AS_THE_ROLE },
  },
  {
    ...{ policy: "aws_kms_key.s3_to_s3_copier_kms_key", statement: "ReadQueue" },
    ...{ actions: ["kms:GenerateDataKey*", "kms:Decrypt"], because: READ_AS_THE_ROLE },
  },
];
