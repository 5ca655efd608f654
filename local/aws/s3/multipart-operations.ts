import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import * as z from "zod";
import { AwsError } from "../aws-error";
import { readDocument } from "./bucket-operations";
import { byteRange } from "./byte-range";
import { checkCopySize, findCopySource } from "./copy-object";
import {
  chosenParts,
  joinParts,
  multipartEtag,
  type MultipartUpload,
  type NamedPart,
} from "./multipart-uploads";
import { checksumHeaders, encryptionHeaders, quoted } from "./object-headers";
import { checkWrite } from "./preconditions";
import { emptyAnswer, header, xmlAnswer, type S3Call, type S3Handler, type S3World } from "./s3-call";
import { s3Error } from "./s3-errors";
import { receiveBody, type ReceivedBody } from "./upload-body";
import { writeSettings } from "./write-settings";

/** Parts of one object at most (userguide, qfacts). */
const MAX_PARTS = 10_000;

export const createMultipartUpload: S3Handler = (world, call) => {
  const bucket = world.buckets.find(call.bucket);
  const settings = writeSettings(call.request.headers, bucket.settings, world.region);
  const { bucket: name, key, caller } = call;
  const upload = world.uploads.begin({
    bucket: name,
    key,
    settings,
    writer: caller,
    started: world.clock.now(),
  });
  const result = { Bucket: name, Key: key, UploadId: upload.id };
  return xmlAnswer("InitiateMultipartUploadResult", result, encryptionHeaders(settings));
};

export const uploadPart: S3Handler = async (world, call) => {
  const { upload, number } = uploadAndPart(world, call);
  const file = world.buckets.find(call.bucket).files.temporary();
  const part = await receiveBody(call.request, file);
  await world.uploads.addPart(upload, { ...part, number, lastModified: world.clock.now() });
  return emptyAnswer(200, {
    etag: quoted(part.md5),
    ...encryptionHeaders(upload.settings),
    ...checksumHeaders(part),
  });
};

export const uploadPartCopy: S3Handler = async (world, call) => {
  const { upload, number } = uploadAndPart(world, call);
  const source = findCopySource(world, call);
  const range = copyRange(header(call, "x-amz-copy-source-range"), source.record.size);
  checkCopySize(range.last - range.first + 1);
  const body = createReadStream(source.path, { start: range.first, end: range.last });
  const file = world.buckets.find(call.bucket).files.temporary();
  const part: ReceivedBody = await receiveBody({ ...call.request, headers: {}, body }, file);
  const lastModified = world.clock.now();
  await world.uploads.addPart(upload, { ...part, number, lastModified });
  const result = { LastModified: lastModified, ETag: quoted(part.md5) };
  return xmlAnswer("CopyPartResult", result, encryptionHeaders(upload.settings));
};

const partXml = z.object({ PartNumber: z.coerce.number().int(), ETag: z.string() });
const completion = z.object({
  CompleteMultipartUpload: z.object({ Part: z.union([z.array(partXml).max(MAX_PARTS), partXml]) }),
});

export const completeMultipartUpload: S3Handler = async (world, call) => {
  const bucket = world.buckets.find(call.bucket);
  const upload = world.uploads.find(call.query.get("uploadId") ?? "", call.bucket, call.key);
  const { Part } = (await readDocument(call, completion)).CompleteMultipartUpload;
  const named: NamedPart[] = [Part].flat().map(({ PartNumber, ETag }) => ({
    number: PartNumber,
    etag: ETag.replaceAll('"', ""),
  }));
  const parts = chosenParts(upload, named);
  checkWrite(call.key, bucket.get(call.key), call.request.headers);
  const file = bucket.files.temporary();
  try {
    await joinParts(parts, file);
    checkWrite(call.key, bucket.get(call.key), call.request.headers);
    const record = bucket.put(file, {
      key: call.key,
      size: parts.reduce((sum, part) => sum + part.size, 0),
      etag: multipartEtag(parts),
      lastModified: world.clock.now(),
      ...upload.settings,
      writer: upload.writer,
      partSizes: parts.map((part) => part.size),
    });
    await world.uploads.end(upload);
    const result = {
      Location: `/${call.bucket}/${call.key}`,
      Bucket: call.bucket,
      Key: call.key,
      ETag: quoted(record.etag),
    };
    return xmlAnswer("CompleteMultipartUploadResult", result, encryptionHeaders(record));
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
};

export const abortMultipartUpload: S3Handler = async (world, call) => {
  world.buckets.find(call.bucket);
  await world.uploads.end(world.uploads.find(call.query.get("uploadId") ?? "", call.bucket, call.key));
  return emptyAnswer(204);
};

export const listParts: S3Handler = (world, call) => {
  world.buckets.find(call.bucket);
  const upload = world.uploads.find(call.query.get("uploadId") ?? "", call.bucket, call.key);
  const after = Number(call.query.get("part-number-marker") ?? "0");
  const size = Math.min(Number(call.query.get("max-parts") ?? "1000"), 1000);
  const rest = [...upload.parts.values()]
    .filter((part) => part.number > after)
    .sort((a, b) => a.number - b.number);
  const page = rest.slice(0, size);
  const truncated = rest.length > page.length;
  return xmlAnswer("ListPartsResult", {
    Bucket: call.bucket,
    Key: call.key,
    UploadId: upload.id,
    PartNumberMarker: after,
    NextPartNumberMarker: truncated ? page.at(-1)?.number : undefined,
    MaxParts: size,
    IsTruncated: truncated,
    StorageClass: upload.settings.storageClass,
    Part: page.map((part) => ({
      PartNumber: part.number,
      LastModified: part.lastModified,
      ETag: quoted(part.md5),
      Size: part.size,
    })),
  });
};

/** All of them on one page: a laptop has few. */
export const listMultipartUploads: S3Handler = (world, call) => {
  world.buckets.find(call.bucket);
  const prefix = call.query.get("prefix") ?? "";
  return xmlAnswer("ListMultipartUploadsResult", {
    Bucket: call.bucket,
    Prefix: prefix,
    IsTruncated: false,
    Upload: world.uploads
      .of(call.bucket)
      .filter((upload) => upload.key.startsWith(prefix))
      .map((upload) => ({ Key: upload.key, UploadId: upload.id, Initiated: upload.started })),
  });
};

function uploadAndPart(
  world: S3World,
  call: S3Call,
): { readonly upload: MultipartUpload; readonly number: number } {
  world.buckets.find(call.bucket);
  const upload = world.uploads.find(call.query.get("uploadId") ?? "", call.bucket, call.key);
  const text = call.query.get("partNumber") ?? "";
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number < 1 || number > MAX_PARTS)
    throw s3Error.invalidArgument(
      `Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`,
      "partNumber",
      text,
    );
  return { upload, number };
}

/** Copy ranges name both ends, inside the source. @throws AwsError InvalidArgument or InvalidRange */
function copyRange(
  text: string | undefined,
  size: number,
): { readonly first: number; readonly last: number } {
  if (text === undefined) return { first: 0, last: size - 1 };
  if (!/^bytes=\d+-\d+$/.test(text))
    throw s3Error.invalidArgument(
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
      "x-amz-copy-source-range",
      text,
    );
  const range = byteRange(text, size);
  const last = Number(text.slice(text.indexOf("-") + 1));
  if (range === undefined || last >= size)
    throw new AwsError(
      "InvalidRange",
      `Range specified is not valid for source object of size: ${size}`,
      400,
    );
  return range;
}
