import type { XmlElements } from "../xml";
import type { ObjectRecord } from "./bucket-journal";
import { checksumElement, checksumXml } from "./object-headers";
import { existing } from "./object-operations";
import { header, xmlAnswer, type S3Call, type S3Handler } from "./s3-call";
import { s3Error } from "./s3-errors";

const attributeNames = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];

/** Parts of one page at most (API_GetObjectAttributes). */
const MAX_PARTS = 1000;

/** GetObjectAttributes: only what was asked for. @throws AwsError InvalidArgument */
export const getObjectAttributes: S3Handler = (world, call) => {
  const record = existing(world.buckets.find(call.bucket), call.key);
  const asked = askedFor(call);
  const checksum = checksumXml(record);
  return xmlAnswer(
    "GetObjectAttributesResponse",
    {
      ETag: asked.has("ETag") ? record.etag : undefined,
      Checksum: asked.has("Checksum") && record.checksum !== undefined ? checksum : undefined,
      ObjectParts: asked.has("ObjectParts") ? partsXml(record, call) : undefined,
      StorageClass: asked.has("StorageClass") ? record.storageClass : undefined,
      ObjectSize: asked.has("ObjectSize") ? record.size : undefined,
    },
    { "last-modified": record.lastModified.toUTCString() },
  );
};

function askedFor(call: S3Call): ReadonlySet<string> {
  const value = header(call, "x-amz-object-attributes") ?? "";
  const names = value.split(",").map((item) => item.trim());
  const unknown = names.find((name) => !attributeNames.includes(name));
  if (unknown !== undefined)
    throw s3Error.invalidArgument("Invalid attribute name specified.", "x-amz-object-attributes", value);
  return new Set(names);
}

/** The parts are listed only where each has a checksum of its own; otherwise S3 says how many there are. */
function partsXml(record: ObjectRecord, call: S3Call): XmlElements | undefined {
  const { partSizes, partChecksums, checksum } = record;
  if (partSizes === undefined) return undefined;
  if (partChecksums === undefined || checksum === undefined) return { PartsCount: partSizes.length };
  const size = Math.min(count(call, "x-amz-max-parts") ?? MAX_PARTS, MAX_PARTS);
  const after = count(call, "x-amz-part-number-marker") ?? 0;
  const parts = partSizes
    .map((Size, index) => ({
      PartNumber: index + 1,
      Size,
      [checksumElement(checksum.algorithm)]: partChecksums[index],
    }))
    .slice(after, after + size);
  return {
    PartsCount: partSizes.length,
    PartNumberMarker: after,
    NextPartNumberMarker: parts.at(-1)?.PartNumber ?? 0,
    MaxParts: size,
    IsTruncated: after + parts.length < partSizes.length,
    Part: parts,
  };
}

function count(call: S3Call, name: string): number | undefined {
  const value = header(call, name);
  if (value === undefined) return undefined;
  if (!/^\d{1,6}$/.test(value))
    throw s3Error.invalidArgument("Provided value is not an integer or not within its range", name, value);
  return Number(value);
}
