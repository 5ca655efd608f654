import { constants } from "node:fs";
import { copyFile, rm } from "node:fs/promises";
import { S3_MAX_COPY_BYTES } from "../../../functions/shared/limits";
import type { ObjectRecord } from "./bucket-journal";
import { checksumAlgorithms, type Checksum } from "./checksums";
import { checksumOfFile, md5OfFile } from "./multipart-checksums";
import { checksumXml, encryptionHeaders, quoted, wholeSeconds } from "./object-headers";
import { existing } from "./object-operations";
import { checkWrite, decideCopySource } from "./preconditions";
import { header, xmlAnswer, type S3Call, type S3Handler, type S3World } from "./s3-call";
import { s3Error } from "./s3-errors";
import { copySource } from "./s3-target";
import { writeSettings, type WriteSettings } from "./write-settings";

/** Where a copy comes from. */
export interface CopySource {
  readonly record: ObjectRecord;
  /** Absolute path of its bytes. */
  readonly path: string;
}

/** Finds the source of a copy and checks the conditions on it. @throws AwsError */
export function findCopySource(world: S3World, call: S3Call): CopySource {
  const { bucket: name, key } = copySource(header(call, "x-amz-copy-source") ?? "");
  const bucket = world.buckets.find(name);
  const expectedOwner = header(call, "x-amz-source-expected-bucket-owner");
  if (expectedOwner !== undefined && expectedOwner !== bucket.settings.ownerAccountId)
    throw s3Error.invalidRequest("The source bucket has another owner than expected.");
  const record = existing(bucket, key);
  const decision = decideCopySource(record, call.request.headers);
  if (decision.kind === "failed") throw s3Error.preconditionFailed(decision.condition);
  return { record, path: bucket.files.absolute(record.file) };
}

/** What one CopyObject call takes at most. @throws AwsError InvalidRequest */
export function checkCopySize(size: number): void {
  if (size > S3_MAX_COPY_BYTES)
    throw s3Error.invalidRequest(
      `The specified copy source is larger than the maximum allowable size for a copy source: ${S3_MAX_COPY_BYTES}`,
    );
}

export const copyObject: S3Handler = async (world, call) => {
  const bucket = world.buckets.find(call.bucket);
  const { headers } = call.request;
  const source = findCopySource(world, call);
  checkCopySize(source.record.size);
  checkWrite(call.key, bucket.get(call.key), headers);
  const settings = copiedSettings(call, source.record, writeSettings(headers, bucket.settings, world.region));
  checkChangesSomething(call, source.record, settings);
  const temporary = bucket.files.temporary();
  try {
    await copyFile(source.path, temporary, constants.COPYFILE_FICLONE);
    // A copy is one part, whatever its source was made of.
    const etag = source.record.partSizes === undefined ? source.record.etag : await md5OfFile(temporary);
    const checksum = await copiedChecksum(call, source.record, temporary);
    checkWrite(call.key, bucket.get(call.key), headers);
    const record = bucket.put(temporary, {
      key: call.key,
      size: source.record.size,
      etag,
      lastModified: world.clock.now(),
      ...settings,
      writer: call.caller,
      ...(checksum === undefined ? {} : { checksum }),
    });
    const result = {
      LastModified: wholeSeconds(record.lastModified),
      ETag: quoted(record.etag),
      ...checksumXml(record),
    };
    return xmlAnswer("CopyObjectResult", result, encryptionHeaders(record));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
};

/** The checksum that the call asks for, or else one of the source's algorithm; always of the whole object. */
async function copiedChecksum(
  call: S3Call,
  { checksum: its }: ObjectRecord,
  file: string,
): Promise<Checksum | undefined> {
  const asked = header(call, "x-amz-checksum-algorithm")?.toLowerCase();
  const algorithm = checksumAlgorithms.find((item) => item === (asked ?? its?.algorithm));
  if (algorithm === undefined) return undefined;
  if (algorithm === its?.algorithm && its.type === undefined) return its;
  return { algorithm, value: await checksumOfFile(algorithm, file) };
}

/** Tags, too, come along unless their own directive says REPLACE. */
function copiedSettings(call: S3Call, source: ObjectRecord, given: WriteSettings): WriteSettings {
  const { tags: replaced, ...rest } = copiedMetadata(call, source, given);
  const directive = header(call, "x-amz-tagging-directive") ?? "COPY";
  if (directive !== "COPY" && directive !== "REPLACE")
    throw s3Error.invalidArgument("Unknown tagging directive.", "x-amz-tagging-directive", directive);
  const tags = directive === "COPY" ? source.tags : replaced;
  return tags === undefined ? rest : { ...rest, tags };
}

/** The source's metadata come along unless the directive says REPLACE; ACL, encryption and class never do. */
function copiedMetadata(call: S3Call, source: ObjectRecord, given: WriteSettings): WriteSettings {
  const directive = header(call, "x-amz-metadata-directive") ?? "COPY";
  switch (directive) {
    case "COPY":
      return {
        ...given,
        contentType: source.contentType,
        metadata: source.metadata,
        systemHeaders: source.systemHeaders,
      };
    case "REPLACE":
      return given;
    default:
      throw s3Error.invalidArgument("Unknown metadata directive.", "x-amz-metadata-directive", directive);
  }
}

function checkChangesSomething(call: S3Call, source: ObjectRecord, settings: WriteSettings): void {
  const from = copySource(header(call, "x-amz-copy-source") ?? "");
  const same =
    from.bucket === call.bucket &&
    from.key === call.key &&
    header(call, "x-amz-metadata-directive") !== "REPLACE" &&
    header(call, "x-amz-tagging-directive") !== "REPLACE" &&
    header(call, "x-amz-server-side-encryption") === undefined &&
    settings.storageClass === source.storageClass;
  if (same)
    throw s3Error.invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
}
