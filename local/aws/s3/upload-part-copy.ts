import { AwsError } from "../aws-error";
import { byteRange } from "./byte-range";
import { checkCopySize, findCopySource } from "./copy-object";
import { copyToPart } from "./multipart-files";
import { uploadAndPart } from "./multipart-operations";
import { MIN_PART_BYTES } from "./multipart-uploads";
import { encryptionHeaders, quoted, wholeSeconds } from "./object-headers";
import { header, xmlAnswer, type S3Handler } from "./s3-call";
import { s3Error } from "./s3-errors";
import type { Extent } from "./sparse-file";

export const uploadPartCopy: S3Handler = async (world, call) => {
  const { upload, number } = uploadAndPart(world, call);
  const source = findCopySource(world, call);
  const range = copyRange(header(call, "x-amz-copy-source-range"), source.record.size);
  checkCopySize(range.end - range.first);
  const part = await copyToPart(source.path, range, world.buckets.find(call.bucket).files.temporary());
  const lastModified = world.clock.now();
  await world.uploads.addPart(upload, { ...part, number, lastModified });
  const result = { LastModified: wholeSeconds(lastModified), ETag: quoted(part.md5) };
  return xmlAnswer("CopyPartResult", result, encryptionHeaders(upload.settings));
};

/** Copy ranges name both ends, inside the source. @throws AwsError InvalidArgument or InvalidRange */
function copyRange(text: string | undefined, size: number): Extent {
  if (text === undefined) return { first: 0, end: size };
  if (!/^bytes=\d+-\d+$/.test(text))
    throw s3Error.invalidArgument(
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
      "x-amz-copy-source-range",
      text,
    );
  if (size <= MIN_PART_BYTES)
    throw s3Error.invalidRequest(
      "The specified copy range is invalid for the source object size: ranges are copied of objects above 5 MB only",
    );
  const range = byteRange(text, size);
  const last = Number(text.slice(text.indexOf("-") + 1));
  if (range === undefined || last >= size)
    throw new AwsError(
      "InvalidRange",
      `Range specified is not valid for source object of size: ${size}`,
      400,
    );
  return { first: range.first, end: last + 1 };
}
