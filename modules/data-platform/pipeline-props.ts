import type { DataPlatformSettings } from "../../config/settings/data-platform";
import type { DbSnapshotToS3Props } from "../db-snapshot-to-s3/props";
import type { S3Bucket } from "../s3-bucket/s3-bucket";

/** The pipeline's inputs: settings under their TypeScript names, and the buckets of the same stack. */
export function pipelineProps(
  settings: DataPlatformSettings,
  artefacts: S3Bucket,
  exports: S3Bucket,
): DbSnapshotToS3Props {
  return {
    tags: settings.tags,
    project: settings.project,
    environment: settings.environment,
    identifierPrefix: settings.identifier_prefix,
    awsAccountSuffix: settings.aws_account_suffix,
    lambdaArtefactStorageBucket: artefacts.bucketId,
    rdsExportStorageBucketArn: exports.bucketArn,
    rdsExportStorageBucketId: exports.bucketId,
    rdsExportStorageKmsKeyArn: exports.kmsKeyArn,
    rdsExportStorageKmsKeyId: exports.kmsKeyId,
    zoneKmsKeyArn: settings.zone_kms_key_arn,
    zoneBucketArn: settings.zone_bucket_arn,
    zoneBucketId: settings.zone_bucket_id,
    serviceArea: settings.service_area,
    rdsInstanceIds: settings.rds_instance_ids,
    workflowName: settings.workflow_name,
    workflowArn: settings.workflow_arn,
    backdatedWorkflowName: settings.backdated_workflow_name,
    backdatedWorkflowArn: settings.backdated_workflow_arn,
    lambdaRuntime: settings.lambda_runtime,
    lambdaArchitecture: settings.lambda_architecture,
    exportLambdaMemorySize: settings.export_lambda_memory_size,
    copierLambdaMemorySize: settings.copier_lambda_memory_size,
    logRetentionInDays: settings.log_retention_in_days,
    lambdaTracingMode: settings.lambda_tracing_mode,
    alarmActionArns: settings.alarm_action_arns,
    addressPrefix: "",
  };
}
