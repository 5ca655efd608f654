import { AwsError } from "../aws-error";
import { s3Error } from "./s3-errors";

/** What a request's path and query name. */
export interface S3Target {
  /** Empty for the service itself (ListBuckets). */
  readonly bucket: string;
  /** Empty for the bucket itself. */
  readonly key: string;
  readonly query: URLSearchParams;
}

/** The longest key, in bytes of UTF-8 (userguide, object-keys). */
const MAX_KEY_BYTES = 1024;

/**
 * Parts a path-style target: `/bucket/key?query`. The path is taken as sent: `..` and `//` are parts of keys.
 * Virtual-host style (the bucket as a host name) is not served: nothing on a laptop resolves such names.
 *
 * @throws AwsError InvalidURI or KeyTooLongError
 */
export function s3Target(target: string): S3Target {
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? "" : target.slice(mark + 1));
  const slash = path.indexOf("/", 1);
  const bucket = decoded(slash < 0 ? path.slice(1) : path.slice(1, slash));
  const key = slash < 0 ? "" : decoded(path.slice(slash + 1));
  checkKeyLength(key);
  return { bucket, key, query };
}

/**
 * Reads x-amz-copy-source: `[/]bucket/key`, URL-encoded by the caller. As in S3, a plus sign means a space.
 *
 * @throws AwsError InvalidArgument or InvalidURI
 */
export function copySource(header: string): { readonly bucket: string; readonly key: string } {
  const [path = "", version] = header.split("?versionId=", 2);
  if (version !== undefined && version !== "null")
    throw s3Error.invalidArgument("The local S3 keeps no versions.", "x-amz-copy-source", header);
  const text = decoded(path.replace(/\+/g, "%20")).replace(/^\//, "");
  const slash = text.indexOf("/");
  if (slash < 1 || slash === text.length - 1)
    throw s3Error.invalidArgument(
      "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
      "x-amz-copy-source",
      header,
    );
  return { bucket: text.slice(0, slash), key: text.slice(slash + 1) };
}

function checkKeyLength(key: string): void {
  const size = Buffer.byteLength(key);
  if (size > MAX_KEY_BYTES)
    throw new AwsError("KeyTooLongError", "Your key is too long", 400, {
      Size: String(size),
      MaxSizeAllowed: String(MAX_KEY_BYTES),
    });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError("InvalidURI", "Couldn't parse the specified URI.", 400, { URI: text });
  }
}
