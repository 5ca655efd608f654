import type { IncomingHttpHeaders } from "node:http";
import { AwsError } from "../aws-error";
import type { BucketSettings } from "./bucket-journal";
import type { StoredObject } from "./local-buckets";
import { s3Error } from "./s3-errors";
import { tagsInHeader } from "./tag-sets";

/** What a writer's headers say of a new object besides its bytes. */
export type WriteSettings = Pick<
  StoredObject,
  | "contentType"
  | "metadata"
  | "systemHeaders"
  | "acl"
  | "encryption"
  | "kmsKeyId"
  | "bucketKeyEnabled"
  | "storageClass"
  | "tags"
>;

const systemHeaderNames = [
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "expires",
];

const cannedAcls = [
  ...["private", "public-read", "public-read-write", "authenticated-read", "aws-exec-read"],
  ...["bucket-owner-read", "bucket-owner-full-control"],
];

const storageClasses = [
  ...["STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING"],
  ...["GLACIER", "DEEP_ARCHIVE", "GLACIER_IR"],
];

/**
 * Reads the headers of a write, with the bucket's default encryption where they name none.
 *
 * @throws AwsError AccessControlListNotSupported, InvalidArgument, InvalidStorageClass or NotImplemented
 */
export function writeSettings(
  headers: IncomingHttpHeaders,
  bucket: BucketSettings,
  region: string,
): WriteSettings {
  refuseUnsupported(headers);
  const acl = requestedAcl(headers, bucket);
  const storageClass = text(headers, "x-amz-storage-class") ?? "STANDARD";
  if (!storageClasses.includes(storageClass))
    throw new AwsError("InvalidStorageClass", "The storage class you specified is not valid");
  return {
    contentType: headers["content-type"] ?? "binary/octet-stream",
    metadata: userMetadata(headers),
    systemHeaders: systemHeaders(headers),
    ...(acl === undefined ? {} : { acl }),
    ...requestedEncryption(headers, bucket, region),
    storageClass,
    ...writtenTags(headers),
  };
}

function writtenTags(headers: IncomingHttpHeaders): Pick<WriteSettings, "tags"> {
  const tags = tagsInHeader(text(headers, "x-amz-tagging"));
  return Object.keys(tags).length === 0 ? {} : { tags };
}

/** The canned ACL of a request, if the bucket takes it (userguide, about-object-ownership). @throws AwsError */
export function requestedAcl(headers: IncomingHttpHeaders, bucket: BucketSettings): string | undefined {
  const acl = text(headers, "x-amz-acl");
  const grants = Object.keys(headers).some((name) => name.startsWith("x-amz-grant-"));
  if (
    bucket.ownership === "BucketOwnerEnforced" &&
    (grants || (acl ?? "bucket-owner-full-control") !== "bucket-owner-full-control")
  )
    throw new AwsError("AccessControlListNotSupported", "The bucket does not allow ACLs");
  if (grants) throw s3Error.notImplemented("x-amz-grant-…");
  if (acl !== undefined && !cannedAcls.includes(acl))
    throw s3Error.invalidArgument("The canned ACL is not valid", "x-amz-acl", acl);
  return acl;
}

type Encryption = Pick<StoredObject, "encryption" | "kmsKeyId" | "bucketKeyEnabled">;

/** How a write's headers, or else its bucket, want the object encrypted. @throws AwsError InvalidArgument */
export function requestedEncryption(
  headers: IncomingHttpHeaders,
  bucket: BucketSettings,
  region: string,
): Encryption {
  const algorithm = text(headers, "x-amz-server-side-encryption");
  const key = text(headers, "x-amz-server-side-encryption-aws-kms-key-id");
  const bucketKey = text(headers, "x-amz-server-side-encryption-bucket-key-enabled");
  const awsKey = `arn:aws:kms:${region}:${bucket.ownerAccountId}:alias/aws/s3`;
  switch (algorithm) {
    case undefined: {
      if (key !== undefined) throw encryptionWithoutAlgorithm(key);
      if (bucket.encryption === "AES256") return { encryption: "AES256", bucketKeyEnabled: false };
      const bucketKeyEnabled = bucketKey === undefined ? bucket.bucketKeyEnabled : bucketKey === "true";
      return { encryption: "aws:kms", kmsKeyId: bucket.kmsKeyArn ?? awsKey, bucketKeyEnabled };
    }
    case "AES256":
      if (key !== undefined) throw encryptionWithoutAlgorithm(key);
      return { encryption: "AES256", bucketKeyEnabled: false };
    case "aws:kms": {
      const sameKey = key === undefined || key === bucket.kmsKeyArn;
      const byDefault = sameKey && bucket.encryption === "aws:kms" && bucket.bucketKeyEnabled;
      return {
        encryption: "aws:kms",
        kmsKeyId: key ?? (bucket.encryption === "aws:kms" ? bucket.kmsKeyArn : undefined) ?? awsKey,
        bucketKeyEnabled: bucketKey === undefined ? byDefault : bucketKey === "true",
      };
    }
    default:
      throw s3Error.invalidArgument(
        "The encryption method specified is not supported",
        "x-amz-server-side-encryption",
        algorithm,
      );
  }
}

function encryptionWithoutAlgorithm(key: string): AwsError {
  return s3Error.invalidArgument(
    "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms",
    "x-amz-server-side-encryption-aws-kms-key-id",
    key,
  );
}

/** What would change an object in ways that are not kept must not be accepted silently. */
function refuseUnsupported(headers: IncomingHttpHeaders): void {
  const unsupported = Object.keys(headers).find(
    (name) =>
      name.startsWith("x-amz-server-side-encryption-customer-") ||
      name.startsWith("x-amz-object-lock-") ||
      name === "x-amz-website-redirect-location",
  );
  if (unsupported !== undefined) throw s3Error.notImplemented(unsupported);
}

function userMetadata(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.keys(headers)
    .filter((name) => name.startsWith("x-amz-meta-"))
    .map((name) => [name.slice("x-amz-meta-".length), text(headers, name) ?? ""] as const);
  const size = entries.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (size > 2048)
    throw new AwsError("MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size");
  return Object.fromEntries(entries);
}

function systemHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const result: Record<string, string> = {};
  for (const name of systemHeaderNames) {
    // aws-chunked is the framing of the request, not a property of the object.
    const value = text(headers, name)
      ?.split(",")
      .map((item) => item.trim())
      .filter((item) => name !== "content-encoding" || item !== "aws-chunked")
      .join(", ");
    if (value !== undefined && value !== "") result[name] = value;
  }
  return result;
}

function text(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}
