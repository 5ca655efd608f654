import type { Outputs } from "../shared/outputs";
import type { S3Bucket } from "./s3-bucket";

/**
 * What others need of a bucket: the outputs of the module that this one replaces. Who writes to the bucket takes its
 * name, and so waits until it is ready, but not for what hangs on policies: those may name roles whose own policies
 * name the bucket. Who names it in a policy takes its ARN, which waits for nothing.
 */
export function bucketOutputs(bucket: S3Bucket): Outputs {
  const dependsOn = bucket.readiness;
  return {
    bucket_id: {
      value: bucket.bucketId,
      description: "The bucket's name, once objects in it are versioned and closed to the public.",
      dependsOn,
    },
    bucket_arn: { value: bucket.bucketArn, description: "The bucket's ARN." },
    kms_key_id: { value: bucket.kmsKeyId, description: "Id of the KMS key that encrypts the bucket." },
    kms_key_arn: { value: bucket.kmsKeyArn, description: "ARN of that key." },
    bucket_url: { value: bucket.bucketUrl, description: "The bucket as a URL: s3://<name>.", dependsOn },
  };
}
