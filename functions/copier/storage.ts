import { CopyObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { clientConfiguration, type AwsAccess } from "../shared/aws-clients";
import { awsCall } from "../shared/aws-failure";
import { listPages } from "../shared/s3-listing";
import type { Storage } from "./ports";

/**
 * S3 behind the {@link Storage} port.
 *
 * @param concurrency copies in flight at once: as many sockets; listings have a client of their own
 */
export function s3Storage(access: AwsAccess, zoneBucket: string, concurrency: number): Storage {
  // S3 answers a throttled prefix with 503 SlowDown until it has scaled: worth patience within the invocation. A copy of
  // 5 GiB takes minutes.
  const copying = { maxSockets: concurrency, timeoutSeconds: 300, maxAttempts: 8 };
  const client = new S3Client(clientConfiguration(access, copying));
  const listing = new S3Client(
    clientConfiguration(access, { ...copying, maxSockets: 2, timeoutSeconds: 30 }),
  );
  return {
    list: (bucket, prefix, signal, startAfter) => listPages(listing, bucket, prefix, { signal, startAfter }),
    listZone: (prefix, signal, startAfter) => listPages(listing, zoneBucket, prefix, { signal, startAfter }),
    async copy(sourceBucket, { sourceKey, landingKey }, signal) {
      const command = new CopyObjectCommand({
        Bucket: zoneBucket,
        Key: landingKey,
        CopySource: copySource(sourceBucket, sourceKey),
        ACL: "bucket-owner-full-control",
      });
      const target = `${sourceBucket}/${sourceKey} to ${zoneBucket}/${landingKey}`;
      await awsCall("s3:CopyObject", target, () => client.send(command, { abortSignal: signal }));
    },
  };
}

/** The SDK sends the source as it is given; S3 wants it URL-encoded (API_CopyObject). */
function copySource(bucket: string, key: string): string {
  return `${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;
}
