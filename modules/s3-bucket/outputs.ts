import type { Outputs } from "../shared/outputs";
import type { S3Bucket } from "./s3-bucket";

/** What others need of a bucket: the outputs of the module that this one replaces. */
export function bucketOutputs(bucket: S3Bucket): Outputs {
  return {
    bucket_id: { value: bucket.bucketId, description: "The bucket's name." },
    bucket_arn: { value: bucket.bucketArn, description: "The bucket's ARN." },
    kms_key_id: { value: bucket.kmsKeyId, description: "Id of the KMS key that encrypts the bucket." },
    kms_key_arn: { value: bucket.kmsKeyArn, description: "ARN of that key." },
    bucket_url: { value: bucket.bucketUrl, description: "The bucket as a URL: s3://<name>." },
  };
}
