import { closeSync, createReadStream, openSync } from "node:fs";
import { rm } from "node:fs/promises";
import * as z from "zod";
import type { Answer } from "../answer";
import type { Bucket } from "./bucket";
import type { ObjectRecord } from "./bucket-journal";
import { readDocument } from "./bucket-operations";
import { byteRange, partRange, type ByteRange } from "./byte-range";
import { checksumHeaders, encryptionHeaders, objectHeaders, quoted } from "./object-headers";
import { checkWrite, decideRead } from "./preconditions";
import { emptyAnswer, header, xmlAnswer, type S3Call, type S3Handler } from "./s3-call";
import { s3Error } from "./s3-errors";
import { receiveBody } from "./upload-body";
import { writeSettings } from "./write-settings";

/** The largest object of one PutObject, in bytes: 5 GiB (API_PutObject). */
const MAX_PUT_BYTES = 5 * 1024 ** 3;

export const putObject: S3Handler = async (world, call) => {
  const bucket = world.buckets.find(call.bucket);
  const { headers } = call.request;
  const settings = writeSettings(headers, bucket.settings, world.region);
  checkWrite(call.key, bucket.get(call.key), headers);
  const body = await receiveBody(call.request, bucket.files.temporary());
  try {
    if (body.size > MAX_PUT_BYTES)
      throw s3Error.invalidRequest("Your proposed upload exceeds the maximum allowed size");
    checkWrite(call.key, bucket.get(call.key), headers);
    const record = bucket.put(body.file, {
      key: call.key,
      size: body.size,
      etag: body.md5,
      lastModified: world.clock.now(),
      ...settings,
      writer: call.caller,
      ...(body.checksum === undefined ? {} : { checksum: body.checksum }),
    });
    return emptyAnswer(200, {
      etag: quoted(record.etag),
      ...encryptionHeaders(record),
      ...checksumHeaders(record),
    });
  } catch (error) {
    await rm(body.file, { force: true });
    throw error;
  }
};

export const getObject: S3Handler = (world, call) => {
  const bucket = world.buckets.find(call.bucket);
  const record = existing(bucket, call.key);
  return conditional(record, call) ?? sent(bucket, record, call);
};

export const headObject: S3Handler = (world, call) => {
  const record = existing(world.buckets.find(call.bucket), call.key);
  const refused = conditional(record, call);
  if (refused !== undefined) return refused;
  const { range, headers } = chosenBytes(record, call);
  return { status: range === undefined ? 200 : 206, headers, body: undefined };
};

export const deleteObject: S3Handler = (world, call) => {
  world.buckets.find(call.bucket).delete(call.key);
  return emptyAnswer(204);
};

const named = z.object({ Key: z.string().min(1) });
const deletion = z.object({
  Delete: z.object({
    Object: z.union([z.array(named), named]),
    Quiet: z.enum(["true", "false"]).optional(),
  }),
});

/** The keys that a DeleteObjects names. @throws AwsError MalformedXML */
export async function deletedKeys(call: S3Call): Promise<readonly string[]> {
  return [(await readDocument(call, deletion)).Delete.Object].flat().map(({ Key }) => Key);
}

export const deleteObjects: S3Handler = async (world, call) => {
  const bucket = world.buckets.find(call.bucket);
  const { Object: given, Quiet } = (await readDocument(call, deletion)).Delete;
  const objects = [given].flat();
  if (objects.length > 1000) throw s3Error.malformedXml("more than 1,000 keys");
  for (const { Key } of objects) bucket.delete(Key);
  return xmlAnswer("DeleteResult", {
    Deleted: Quiet === "true" ? undefined : objects.map(({ Key }) => ({ Key })),
  });
};

/** @throws AwsError NoSuchKey */
export function existing(bucket: Bucket, key: string): ObjectRecord {
  const record = bucket.get(key);
  if (record === undefined) throw s3Error.noSuchKey(key);
  return record;
}

function conditional(record: ObjectRecord, call: S3Call): Answer | undefined {
  const decision = decideRead(record, call.request.headers);
  switch (decision.kind) {
    case "send":
      return undefined;
    case "not-modified":
      return { status: 304, headers: { etag: quoted(record.etag) }, body: undefined, error: "NotModified" };
    case "failed":
      throw s3Error.preconditionFailed(decision.condition);
  }
}

/** The file is opened in the same turn in which the record was looked up: a later write cannot come between. */
function sent(bucket: Bucket, record: ObjectRecord, call: S3Call): Answer {
  const { range, headers } = chosenBytes(record, call);
  const path = bucket.files.absolute(record.file);
  const fd = openSync(path, "r");
  const status = range === undefined ? 200 : 206;
  const { first: start, last: end } = range ?? { first: 0, last: record.size - 1 };
  if (record.size > 0) return { status, headers, body: createReadStream(path, { fd, start, end }) };
  closeSync(fd);
  return { status, headers, body: undefined };
}

/** Which bytes a call asks for, by range or by part, and the headers that go with them. */
function chosenBytes(
  record: ObjectRecord,
  call: S3Call,
): { readonly range: ByteRange | undefined; readonly headers: Record<string, string> } {
  const part = partRange(call.query.get("partNumber"), header(call, "range"), record);
  const range = part ?? byteRange(header(call, "range"), record.size);
  const { first, last } = range ?? { first: 0, last: record.size - 1 };
  const headers = {
    ...readHeaders(record, call, range === undefined),
    "content-length": String(last - first + 1),
    ...(range === undefined ? {} : { "content-range": `bytes ${first}-${last}/${record.size}` }),
    ...(part === undefined || record.partSizes === undefined
      ? {}
      : { "x-amz-mp-parts-count": String(record.partSizes.length) }),
  };
  return { range, headers };
}

const overrides: Readonly<Record<string, string>> = {
  "response-cache-control": "cache-control",
  "response-content-disposition": "content-disposition",
  "response-content-encoding": "content-encoding",
  "response-content-language": "content-language",
  "response-content-type": "content-type",
  "response-expires": "expires",
};

function readHeaders(record: ObjectRecord, call: S3Call, whole: boolean): Record<string, string> {
  const headers = objectHeaders(record, whole && header(call, "x-amz-checksum-mode") === "ENABLED");
  for (const [parameter, name] of Object.entries(overrides)) {
    const value = call.query.get(parameter);
    if (value !== null) headers[name] = value;
  }
  return headers;
}
