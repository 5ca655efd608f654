import type { DbSnapshotToS3Settings } from "../../config/settings/db-snapshot-to-s3";
import type { DbSnapshotToS3Props } from "./props";

/** The pipeline's inputs: a module's variables, or other values for them, under their TypeScript names. */
export function propsOfSettings(settings: DbSnapshotToS3Settings): DbSnapshotToS3Props {
  return {
    tags: settings.tags,
    project: settings.project,
    environment: settings.environment,
    identifierPrefix: settings.identifier_prefix,
    awsAccountSuffix: settings.aws_account_suffix,
    lambdaArtefactStorageBucket: settings.lambda_artefact_storage_bucket,
    lambdaArtefactKeyPrefix: settings.lambda_artefact_key_prefix,
    rdsExportStorageBucketArn: settings.rds_export_storage_bucket_arn,
    rdsExportStorageBucketId: settings.rds_export_storage_bucket_id,
    rdsExportStorageKmsKeyArn: settings.rds_export_storage_kms_key_arn,
    rdsExportStorageKmsKeyId: settings.rds_export_storage_kms_key_id,
    zoneKmsKeyArn: settings.zone_kms_key_arn,
    zoneBucketArn: settings.zone_bucket_arn,
    zoneBucketId: settings.zone_bucket_id,
    serviceArea: settings.service_area,
    rdsInstanceIds: settings.rds_instance_ids,
    workflowName: settings.workflow_name,
    workflowArn: settings.workflow_arn,
    backdatedWorkflowName: settings.backdated_workflow_name,
    backdatedWorkflowArn: settings.backdated_workflow_arn,
    landedSnapshots: settings.landed_snapshots,
    ignoredSnapshotTags: settings.ignored_snapshot_tags,
    ignoredSnapshotNames: settings.ignored_snapshot_names,
    onSkippedTables: settings.on_skipped_tables,
    multipartCopies: settings.multipart_copies,
    reconciliationIntervalInHours: settings.reconciliation_interval_in_hours,
    reconciliationWindowInDays: settings.reconciliation_window_in_days,
    lambdaRuntime: settings.lambda_runtime,
    lambdaArchitecture: settings.lambda_architecture,
    exportLambdaMemorySize: settings.export_lambda_memory_size,
    copierLambdaMemorySize: settings.copier_lambda_memory_size,
    logRetentionInDays: settings.log_retention_in_days,
    ...(settings.log_kms_key_arn !== null && { logKmsKeyArn: settings.log_kms_key_arn }),
    lambdaTracingMode: settings.lambda_tracing_mode,
    alarmActionArns: settings.alarm_action_arns,
    addressPrefix: "",
  };
}
