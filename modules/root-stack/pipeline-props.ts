import type { DataPlatformSettings } from "../../config/settings/data-platform";
import type { DbSnapshotToS3Settings } from "../../config/settings/db-snapshot-to-s3";
import type { DbSnapshotToS3Props } from "../db-snapshot-to-s3/props";
import { propsOfSettings } from "../db-snapshot-to-s3/props-of-settings";
import type { S3Bucket } from "../s3-bucket/s3-bucket";

/** Of the pipeline's settings those that a root stack does not decide itself. */
export type PipelineSettingsOfRoot = Pick<
  DbSnapshotToS3Settings,
  keyof DbSnapshotToS3Settings & keyof DataPlatformSettings
>;

/** The pipeline's inputs: the stack's settings, and the buckets of the same stack. */
export function pipelineProps(
  settings: PipelineSettingsOfRoot,
  artefacts: S3Bucket,
  exports: S3Bucket,
): DbSnapshotToS3Props {
  return propsOfSettings({
    ...settings,
    lambda_artefact_storage_bucket: artefacts.bucketId,
    lambda_artefact_key_prefix: "",
    rds_export_storage_bucket_arn: exports.bucketArn,
    rds_export_storage_bucket_id: exports.bucketId,
    rds_export_storage_kms_key_arn: exports.kmsKeyArn,
    rds_export_storage_kms_key_id: exports.kmsKeyId,
    log_kms_key_arn: null,
  });
}
