import { rm } from "node:fs/promises";
import { readDocument } from "./bucket-operations";
import { chosenParts, multipartEtag, type MultipartUpload } from "./multipart-uploads";
import { joinParts } from "./multipart-files";
import { completedChecksum, completion, namedParts } from "./multipart-completion";
import { uploadChecksum } from "./multipart-checksums";
import { checksumHeaders, checksumXml, encryptionHeaders, quoted } from "./object-headers";
import { checkWrite } from "./preconditions";
import { emptyAnswer, header, xmlAnswer, type S3Call, type S3Handler, type S3World } from "./s3-call";
import { s3Error } from "./s3-errors";
import { receiveBody } from "./upload-body";
import { writeSettings } from "./write-settings";

/** Parts of one object at most (userguide, qfacts). */
const MAX_PARTS = 10_000;

export const createMultipartUpload: S3Handler = (world, call) => {
  const bucket = world.buckets.find(call.bucket);
  const settings = writeSettings(call.request.headers, bucket.settings, world.region);
  const { bucket: name, key, caller } = call;
  const checksum = uploadChecksum(call.request.headers);
  const upload = world.uploads.begin({
    bucket: name,
    key,
    settings,
    writer: caller,
    started: world.clock.now(),
    ...(checksum === undefined ? {} : { checksum }),
  });
  const result = { Bucket: name, Key: key, UploadId: upload.id };
  return xmlAnswer("InitiateMultipartUploadResult", result, {
    ...encryptionHeaders(settings),
    ...(checksum === undefined
      ? {}
      : {
          "x-amz-checksum-algorithm": checksum.algorithm.toUpperCase(),
          "x-amz-checksum-type": checksum.type,
        }),
  });
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

export const completeMultipartUpload: S3Handler = async (world, call) => {
  const bucket = world.buckets.find(call.bucket);
  const upload = world.uploads.find(call.query.get("uploadId") ?? "", call.bucket, call.key);
  const named = namedParts(await readDocument(call, completion), upload);
  const parts = chosenParts(upload, named);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  checkObjectSize(header(call, "x-amz-mp-object-size"), size);
  checkWrite(call.key, bucket.get(call.key), call.request.headers);
  const file = bucket.files.temporary();
  try {
    await joinParts(parts, file);
    const checksum = await completedChecksum(call.request.headers, upload, parts, file);
    checkWrite(call.key, bucket.get(call.key), call.request.headers);
    const record = bucket.put(file, {
      key: call.key,
      size,
      etag: multipartEtag(parts),
      lastModified: world.clock.now(),
      ...upload.settings,
      writer: upload.writer,
      partSizes: parts.map((part) => part.size),
      ...checksum,
    });
    await world.uploads.end(upload);
    const result = {
      Location: `http://${header(call, "host") ?? "localhost"}/${call.bucket}/${call.key}`,
      Bucket: call.bucket,
      Key: call.key,
      ETag: quoted(record.etag),
      ...checksumXml(record),
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

/** What a part belongs to, and its number. @throws AwsError NoSuchUpload or InvalidArgument */
export function uploadAndPart(
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

/** @throws AwsError InvalidRequest when the caller counted otherwise */
function checkObjectSize(claimed: string | undefined, size: number): void {
  if (claimed !== undefined && Number(claimed) !== size)
    throw s3Error.invalidRequest(
      `The provided 'x-amz-mp-object-size' header value ${claimed} does not match what was computed: ${size}`,
    );
}
