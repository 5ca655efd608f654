import { CopyObjectCommand, ListObjectsV2Command, S3Client, type _Object } from "@aws-sdk/client-s3";
import { clientConfiguration, type AwsAccess } from "../shared/aws-clients";
import { awsCall } from "../shared/aws-failure";
import type { StoredObject } from "./plan";
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
    list: (bucket, prefix, signal) => listPages(listing, bucket, prefix, signal),
    listZone: (prefix, signal) => listPages(listing, zoneBucket, prefix, signal),
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

/** Pages of objects in the byte order of their keys. @throws AwsCallError */
export async function* listPages(
  client: S3Client,
  Bucket: string,
  Prefix: string,
  abortSignal: AbortSignal,
): AsyncGenerator<StoredObject[], void> {
  let ContinuationToken: string | undefined;
  do {
    const page = await awsCall("s3:ListObjectsV2", `${Bucket}/${Prefix}`, () =>
      client.send(
        // URL encoding, because XML cannot carry every character that a key may have.
        new ListObjectsV2Command({ Bucket, Prefix, EncodingType: "url", ContinuationToken }),
        { abortSignal },
      ),
    );
    const encoded = page.EncodingType === "url";
    yield (page.Contents ?? []).map((object) => storedObject(object, encoded));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
}

function storedObject({ Key, Size, LastModified }: _Object, encoded: boolean): StoredObject {
  if (Key === undefined || Size === undefined || LastModified === undefined)
    throw new Error("s3:ListObjectsV2 answered with an object without key, size or time");
  const key = encoded ? decodeURIComponent(Key.replaceAll("+", " ")) : Key;
  return { key, size: Size, lastModified: LastModified };
}

/** The SDK sends the source as it is given; S3 wants it URL-encoded (API_CopyObject). */
function copySource(bucket: string, key: string): string {
  return `${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;
}
