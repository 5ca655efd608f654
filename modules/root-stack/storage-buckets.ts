import type { TerraformStack } from "cdktf";
import { S3Bucket } from "../s3-bucket/s3-bucket";
import type { S3BucketProps } from "../s3-bucket/props";

/** What a root stack says of its buckets. */
export type StorageProps = Pick<
  S3BucketProps,
  "tags" | "project" | "environment" | "identifierPrefix" | "bucketIdentifier"
>;

/** Days after which an overwritten zip, or version of one, goes for good: time enough to go back to it. */
const OLD_CODE_DAYS = 90;
/** Days after which an expired export goes for good: versions are there against accidents, not as an archive. */
const OLD_EXPORT_DAYS = 1;
const ABORT_MULTIPART_DAYS = 7;

/** The bucket for the functions' code. */
export function artefactStorage(stack: TerraformStack, props: StorageProps): S3Bucket {
  return new S3Bucket(stack, "lambda-artefact-storage", {
    ...props,
    bucketName: "Lambda Artefact Storage",
    expireNoncurrentObjectsDays: OLD_CODE_DAYS,
    abortMultipartDays: ABORT_MULTIPART_DAYS,
    addressPrefix: "lambda_artefact_storage_",
  });
}

/** The bucket that RDS exports into. @param retentionInDays days that it keeps an export's files */
export function exportStorage(stack: TerraformStack, props: StorageProps, retentionInDays: number): S3Bucket {
  return new S3Bucket(stack, "rds-export-storage", {
    ...props,
    bucketName: "RDS Export Storage",
    expireObjectsDays: retentionInDays,
    expireNoncurrentObjectsDays: OLD_EXPORT_DAYS,
    expiredObjectDeleteMarker: true,
    abortMultipartDays: ABORT_MULTIPART_DAYS,
    addressPrefix: "rds_export_storage_",
  });
}
