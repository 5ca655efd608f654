import type { XmlElements } from "../xml";
import type { ObjectRecord } from "./bucket-journal";
import type { ChecksumAlgorithm } from "./checksums";

/** ETags stand in quotation marks everywhere. */
export function quoted(etag: string): string {
  return `"${etag}"`;
}

/** How an object is encrypted, as every write and read says it. */
export function encryptionHeaders(
  object: Pick<ObjectRecord, "encryption" | "kmsKeyId" | "bucketKeyEnabled">,
): Record<string, string> {
  return {
    "x-amz-server-side-encryption": object.encryption,
    ...(object.kmsKeyId === undefined
      ? {}
      : { "x-amz-server-side-encryption-aws-kms-key-id": object.kmsKeyId }),
    ...(object.bucketKeyEnabled ? { "x-amz-server-side-encryption-bucket-key-enabled": "true" } : {}),
  };
}

/** @param withChecksum whether the caller asked for it (x-amz-checksum-mode) */
export function objectHeaders(object: ObjectRecord, withChecksum: boolean): Record<string, string> {
  const metadata = Object.entries(object.metadata).map(
    ([name, value]) => [`x-amz-meta-${name}`, value] as const,
  );
  const tagCount = Object.keys(object.tags ?? {}).length;
  return {
    "accept-ranges": "bytes",
    "content-type": object.contentType,
    etag: quoted(object.etag),
    "last-modified": object.lastModified.toUTCString(),
    ...object.systemHeaders,
    ...Object.fromEntries(metadata),
    ...encryptionHeaders(object),
    ...(object.storageClass === "STANDARD" ? {} : { "x-amz-storage-class": object.storageClass }),
    ...(tagCount === 0 ? {} : { "x-amz-tagging-count": String(tagCount) }),
    ...(withChecksum ? checksumHeaders(object) : {}),
  };
}

export function checksumHeaders(object: Pick<ObjectRecord, "checksum">): Record<string, string> {
  if (object.checksum === undefined) return {};
  const { algorithm, value, type = "FULL_OBJECT" } = object.checksum;
  return { [`x-amz-checksum-${algorithm}`]: value, "x-amz-checksum-type": type };
}

/** The checksum as an element of a document: `ChecksumCRC32` and its type. */
export function checksumXml(object: Pick<ObjectRecord, "checksum">): XmlElements {
  if (object.checksum === undefined) return {};
  const { algorithm, value, type = "FULL_OBJECT" } = object.checksum;
  return { [checksumElement(algorithm)]: value, ChecksumType: type };
}

export function checksumElement(algorithm: ChecksumAlgorithm): string {
  return `Checksum${algorithm.toUpperCase()}`;
}

/** Times in S3's documents have milliseconds, which are always zero. */
export function wholeSeconds(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}
