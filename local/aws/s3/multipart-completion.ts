import type { IncomingHttpHeaders } from "node:http";
import * as z from "zod";
import type { ObjectRecord } from "./bucket-journal";
import { completeChecksum } from "./multipart-checksums";
import type { MultipartUpload, NamedPart, UploadedPart } from "./multipart-uploads";
import { checksumElement } from "./object-headers";
import { s3Error } from "./s3-errors";

/** Parts of one object at most (userguide, qfacts). */
const MAX_PARTS = 10_000;

const part = z.looseObject({ PartNumber: z.coerce.number().int(), ETag: z.string() });

/** The body of CompleteMultipartUpload. */
export const completion = z.object({
  CompleteMultipartUpload: z.object({ Part: z.union([z.array(part).max(MAX_PARTS), part]) }),
});

/** The parts as the caller names them, with their checksums where the upload has some. */
export function namedParts(
  { CompleteMultipartUpload: { Part } }: z.infer<typeof completion>,
  { checksum }: MultipartUpload,
): NamedPart[] {
  return [Part].flat().map((given) => {
    const claimed = checksum === undefined ? undefined : given[checksumElement(checksum.algorithm)];
    return {
      number: given.PartNumber,
      etag: given.ETag.replaceAll('"', ""),
      ...(typeof claimed === "string" ? { checksum: claimed } : {}),
    };
  });
}

/**
 * The checksums of an object whose upload is complete.
 *
 * @param file its bytes
 * @throws AwsError BadDigest when the caller claims another one in a header
 */
export async function completedChecksum(
  headers: IncomingHttpHeaders,
  { checksum: wanted }: MultipartUpload,
  parts: readonly UploadedPart[],
  file: string,
): Promise<Pick<ObjectRecord, "checksum" | "partChecksums">> {
  if (wanted === undefined) return {};
  const checksum = await completeChecksum(wanted, parts, file);
  if (checksum === undefined) return {};
  const claimed = headers[`x-amz-checksum-${wanted.algorithm}`];
  if (claimed !== undefined && claimed !== checksum.value && claimed !== checksum.value.replace(/-\d+$/, ""))
    throw s3Error.badDigest(wanted.algorithm.toUpperCase());
  const partChecksums = parts.flatMap((its) => its.checksum?.value ?? []);
  return { checksum, ...(partChecksums.length === parts.length ? { partChecksums } : {}) };
}
