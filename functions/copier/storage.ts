import { CopyObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { clientConfiguration, type AwsAccess } from "../shared/aws-clients";
import { awsCall } from "../shared/aws-failure";
import { S3_MAX_COPY_BYTES } from "../shared/limits";
import type { Log } from "../shared/ports";
import { listPages } from "../shared/s3-listing";
import { copySource } from "./copy-source";
import { multipartCopy } from "./multipart-copy";
import type { Storage } from "./ports";
import { Slots } from "./slots";

/** Files copied in parts at once: few, so that the first are whole before the invocation ends, and need not start over. */
const UPLOADS_AT_ONCE = 2;

/** What S3 behind the {@link Storage} port is made of. */
export interface S3StorageSettings {
  readonly zoneBucket: string;
  /** Copies in flight at once, of files and of parts together: as many sockets; listings have a client of their own. */
  readonly concurrency: number;
  /** Is told of uploads that could not be given up. */
  readonly log: Log;
}

/** S3 behind the {@link Storage} port. */
export function s3Storage(access: AwsAccess, { zoneBucket, concurrency, log }: S3StorageSettings): Storage {
  // S3 answers a throttled prefix with 503 SlowDown until it has scaled: worth patience within the invocation. A copy of
  // 5 GiB takes minutes.
  const copying = { maxSockets: concurrency, timeoutSeconds: 300, maxAttempts: 8 };
  const client = new S3Client(clientConfiguration(access, copying));
  const listing = new S3Client(
    clientConfiguration(access, { ...copying, maxSockets: 2, timeoutSeconds: 30 }),
  );
  const slots = new Slots(concurrency);
  const uploads = new Slots(UPLOADS_AT_ONCE);
  return {
    list: (bucket, prefix, signal, startAfter) => listPages(listing, bucket, prefix, { signal, startAfter }),
    listZone: (prefix, signal, startAfter) => listPages(listing, zoneBucket, prefix, { signal, startAfter }),
    async copy(sourceBucket, copy, signal) {
      if (copy.size > S3_MAX_COPY_BYTES) {
        await uploads.run(() =>
          multipartCopy(sourceBucket, copy, signal, { client, zoneBucket, slots, log }),
        );
        return;
      }
      const command = new CopyObjectCommand({
        Bucket: zoneBucket,
        Key: copy.landingKey,
        CopySource: copySource(sourceBucket, copy.sourceKey),
        ACL: "bucket-owner-full-control",
      });
      const target = `${sourceBucket}/${copy.sourceKey} to ${zoneBucket}/${copy.landingKey}`;
      await slots.run(() =>
        awsCall("s3:CopyObject", target, () => client.send(command, { abortSignal: signal })),
      );
    },
  };
}
