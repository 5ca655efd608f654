import type { ObjectRecord } from "./bucket-journal";

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
  return {
    "accept-ranges": "bytes",
    "content-type": object.contentType,
    etag: quoted(object.etag),
    "last-modified": object.lastModified.toUTCString(),
    ...object.systemHeaders,
    ...Object.fromEntries(metadata),
    ...encryptionHeaders(object),
    ...(object.storageClass === "STANDARD" ? {} : { "x-amz-storage-class": object.storageClass }),
    ...(withChecksum ? checksumHeaders(object) : {}),
  };
}

export function checksumHeaders(object: Pick<ObjectRecord, "checksum">): Record<string, string> {
  if (object.checksum === undefined) return {};
  const { algorithm, value } = object.checksum;
  return { [`x-amz-checksum-${algorithm}`]: value, "x-amz-checksum-type": "FULL_OBJECT" };
}
