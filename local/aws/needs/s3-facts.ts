import type { IncomingHttpHeaders } from "node:http";
import type { S3Target } from "../s3/s3-target";

/** What is known of an object that is there. */
export interface ObjectFacts {
  /** ARN of the key that it is encrypted with; undefined for SSE-S3. */
  readonly keyArn: string | undefined;
  readonly hasTags: boolean;
}

/** A bucket or object that a call names. */
export interface S3Place {
  readonly bucket: string;
  readonly key: string;
  /** The account that owns the bucket. */
  readonly ownerAccountId: string;
  /** undefined where there is no such object. */
  readonly object: ObjectFacts | undefined;
}

/** What is known of a call of S3. */
export interface S3Facts {
  readonly target: S3Place;
  /** Of CopyObject and UploadPartCopy. */
  readonly source?: S3Place;
  /** ARN of the key that encrypts what the call writes; undefined for SSE-S3, and for calls that write nothing. */
  readonly writeKeyArn?: string;
  readonly region: string;
  readonly callerAccountId: string;
  readonly headers: IncomingHttpHeaders;
  readonly query: S3Target["query"];
  /** Keys that DeleteObjects names. */
  readonly deleted: readonly string[];
}

/** A header that may stand once. */
export function headerOf({ headers }: Pick<S3Facts, "headers">, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
