import { GetBucketEncryptionCommand, HeadBucketCommand, type S3Client } from "@aws-sdk/client-s3";
import type { BucketFacts, Found } from "../facts";
import { look } from "./look";

/** The bucket of that name. */
export function readBucket(s3: S3Client, name: string, signal: AbortSignal): Promise<Found<BucketFacts>> {
  return look({
    what: `bucket ${name}`,
    action: "s3:ListBucket",
    missing: ["NotFound", "NoSuchBucket"],
    signal,
    read: async () => {
      await s3.send(new HeadBucketCommand({ Bucket: name }), { abortSignal: signal });
      return { name, key: await readKey(s3, name, signal) };
    },
  });
}

function readKey(s3: S3Client, bucket: string, signal: AbortSignal): Promise<Found<string>> {
  return look({
    what: `encryption of bucket ${bucket}`,
    action: "s3:GetEncryptionConfiguration",
    missing: ["ServerSideEncryptionConfigurationNotFoundError"],
    signal,
    read: async () => {
      const { ServerSideEncryptionConfiguration } = await s3.send(
        new GetBucketEncryptionCommand({ Bucket: bucket }),
        { abortSignal: signal },
      );
      const [rule] = ServerSideEncryptionConfiguration?.Rules ?? [];
      return rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID;
    },
  });
}
