import { ListObjectsV2Command, type S3Client, type _Object } from "@aws-sdk/client-s3";
import { awsCall } from "./aws-failure";

/** An object as a listing shows it. */
export interface StoredObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  readonly lastModified: Date;
}

/** What a listing may be told. */
export interface ListingOptions {
  /** @default never aborted */
  readonly signal?: AbortSignal;
  /** Only keys behind this one, in byte order; it need not exist. @default from the first key */
  readonly startAfter?: string | undefined;
}

/** Pages of the objects under a prefix, in the byte order of their keys. @throws AwsCallError */
export async function* listPages(
  client: S3Client,
  Bucket: string,
  Prefix: string,
  { signal, startAfter }: ListingOptions = {},
): AsyncGenerator<StoredObject[], void> {
  let ContinuationToken: string | undefined;
  do {
    // S3 heeds StartAfter on the first page only, the continuation token on the others.
    const from = ContinuationToken === undefined ? { StartAfter: startAfter } : { ContinuationToken };
    const page = await awsCall("s3:ListObjectsV2", `${Bucket}/${Prefix}`, () =>
      client.send(
        // URL encoding, because XML cannot carry every character that a key may have.
        new ListObjectsV2Command({ Bucket, Prefix, EncodingType: "url", ...from }),
        signal && { abortSignal: signal },
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
