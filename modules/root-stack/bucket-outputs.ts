import type { S3Bucket } from "../s3-bucket/s3-bucket";
import type { Outputs } from "../shared/outputs";

/** The buckets that the stack makes. */
export function bucketOutputs(artefacts: S3Bucket, exports: S3Bucket): Outputs {
  return {
    artefact_bucket_id: {
      value: artefacts.bucketId,
      description: "Bucket that holds the functions' code.",
    },
    export_bucket_id: { value: exports.bucketId, description: "Bucket that RDS exports into." },
    export_kms_key_arn: {
      value: exports.kmsKeyArn,
      description: "Key that encrypts the exports.",
    },
  };
}
