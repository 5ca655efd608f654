import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { IncomingHttpHeaders } from "node:http";
import { checksumAlgorithms, runningChecksum, type Checksum, type ChecksumAlgorithm } from "./checksums";
import { s3Error } from "./s3-errors";

/** What CreateMultipartUpload says of the checksum of the object that is to be. */
export interface UploadChecksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly type: "COMPOSITE" | "FULL_OBJECT";
}

/** Only checksums that can be combined of the parts' own, or that must not (userguide, checking-object-integrity). */
const types: Readonly<Record<ChecksumAlgorithm, readonly UploadChecksum["type"][]>> = {
  crc32: ["COMPOSITE", "FULL_OBJECT"],
  crc32c: ["COMPOSITE", "FULL_OBJECT"],
  crc64nvme: ["FULL_OBJECT"],
  sha1: ["COMPOSITE"],
  sha256: ["COMPOSITE"],
};

/** Reads x-amz-checksum-algorithm and x-amz-checksum-type. @throws AwsError InvalidRequest */
export function uploadChecksum(headers: IncomingHttpHeaders): UploadChecksum | undefined {
  const wanted = headers["x-amz-checksum-algorithm"];
  const wantedType = headers["x-amz-checksum-type"];
  if (typeof wanted !== "string") {
    if (wantedType === undefined) return undefined;
    throw s3Error.invalidRequest(
      "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.",
    );
  }
  const algorithm = checksumAlgorithms.find((item) => item === wanted.toLowerCase());
  if (algorithm === undefined)
    throw s3Error.invalidRequest(
      "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]",
    );
  const [byDefault] = types[algorithm];
  const type = wantedType === undefined ? byDefault : types[algorithm].find((item) => item === wantedType);
  if (type === undefined)
    throw s3Error.invalidRequest(
      `The ${String(wantedType)} checksum type cannot be used with the ${algorithm} checksum algorithm.`,
    );
  return { algorithm, type };
}

/**
 * The checksum of a complete upload: of the parts' checksums with their number behind, or of the whole file.
 *
 * @returns undefined where a part has none of that algorithm
 */
export async function completeChecksum(
  { algorithm, type }: UploadChecksum,
  parts: readonly { readonly checksum?: Checksum }[],
  file: string,
): Promise<Checksum | undefined> {
  if (type === "FULL_OBJECT") return { algorithm, value: await checksumOfFile(algorithm, file) };
  const digests = parts.flatMap(({ checksum }) =>
    checksum?.algorithm === algorithm ? [checksum.value] : [],
  );
  if (digests.length < parts.length) return undefined;
  const bytes = Buffer.concat(digests.map((digest) => Buffer.from(digest, "base64")));
  const value = `${await checksumOfBytes(algorithm, bytes)}-${parts.length}`;
  return { algorithm, value, type };
}

/** @returns base64 */
export async function checksumOfFile(algorithm: ChecksumAlgorithm, file: string): Promise<string> {
  const checksum = runningChecksum(algorithm);
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, callback) => {
      checksum.update(chunk);
      callback();
    },
  });
  await pipeline(createReadStream(file), sink);
  return checksum.digest();
}

async function checksumOfBytes(algorithm: ChecksumAlgorithm, bytes: Buffer): Promise<string> {
  const checksum = runningChecksum(algorithm);
  checksum.update(bytes);
  return checksum.digest();
}

/** MD5 in hexadecimal. */
export async function md5OfFile(file: string): Promise<string> {
  const hash = createHash("md5");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
