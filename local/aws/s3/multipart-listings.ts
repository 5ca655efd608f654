import { compareKeys } from "./key-order";
import { readCount, urlEncoded } from "./list-operations";
import type { MultipartUpload, UploadedPart } from "./multipart-uploads";
import { checksumElement, quoted, wholeSeconds } from "./object-headers";
import { xmlAnswer, type S3Handler } from "./s3-call";
import type { XmlElements } from "../xml";

/** Of one page at most (API_ListParts, API_ListMultipartUploads). */
const MAX_ITEMS = 1000;

export const listParts: S3Handler = (world, call) => {
  world.buckets.find(call.bucket);
  const upload = world.uploads.find(call.query.get("uploadId") ?? "", call.bucket, call.key);
  const after = readCount(call.query, "part-number-marker") ?? 0;
  const size = Math.min(readCount(call.query, "max-parts") ?? MAX_ITEMS, MAX_ITEMS);
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
    NextPartNumberMarker: page.at(-1)?.number ?? 0,
    MaxParts: size,
    IsTruncated: truncated,
    ...people(upload),
    StorageClass: upload.settings.storageClass,
    ...checksumXml(upload),
    Part: page.map(partXml),
  });
};

/** ListMultipartUploads: by key, the uploads of one key by their beginning. */
export const listMultipartUploads: S3Handler = (world, call) => {
  world.buckets.find(call.bucket);
  const { query } = call;
  const prefix = query.get("prefix") ?? "";
  const size = Math.min(readCount(query, "max-uploads") ?? MAX_ITEMS, MAX_ITEMS);
  const encodingType = query.get("encoding-type") === "url" ? "url" : undefined;
  const encode = encodingType === "url" ? urlEncoded : (text: string) => text;
  const all = world.uploads
    .of(call.bucket)
    .filter(({ key }) => key.startsWith(prefix))
    .sort(byKeyAndTime);
  const rest = all.slice(firstAfter(all, query.get("key-marker"), query.get("upload-id-marker")));
  const page = rest.slice(0, size);
  const last = rest.length > page.length ? page.at(-1) : undefined;
  return xmlAnswer("ListMultipartUploadsResult", {
    Bucket: call.bucket,
    KeyMarker: encode(query.get("key-marker") ?? ""),
    UploadIdMarker: query.get("upload-id-marker") ?? "",
    NextKeyMarker: last && encode(last.key),
    NextUploadIdMarker: last?.id,
    Prefix: prefix === "" ? undefined : encode(prefix),
    EncodingType: encodingType,
    MaxUploads: size,
    IsTruncated: last !== undefined,
    Upload: page.map((upload) => ({
      Key: encode(upload.key),
      UploadId: upload.id,
      ...people(upload),
      StorageClass: upload.settings.storageClass,
      Initiated: wholeSeconds(upload.started),
      ...checksumXml(upload),
    })),
  });
};

function byKeyAndTime(a: MultipartUpload, b: MultipartUpload): number {
  return compareKeys(a.key, b.key) || a.started.getTime() - b.started.getTime();
}

/** After the key, or after the upload of it that is named beside it. */
function firstAfter(all: readonly MultipartUpload[], key: string | null, id: string | null): number {
  if (key === null || key === "") return 0;
  const named = all.findIndex((upload) => upload.key === key && upload.id === id);
  if (named >= 0) return named + 1;
  const next = all.findIndex((upload) => compareKeys(upload.key, key) > 0);
  return next < 0 ? all.length : next;
}

function people({ writer }: MultipartUpload): XmlElements {
  return { Initiator: { ID: writer.principal }, Owner: { ID: writer.accountId } };
}

function checksumXml({ checksum }: MultipartUpload): XmlElements {
  if (checksum === undefined) return {};
  return { ChecksumAlgorithm: checksum.algorithm.toUpperCase(), ChecksumType: checksum.type };
}

function partXml({ number, lastModified, md5, size, checksum }: UploadedPart): XmlElements {
  return {
    PartNumber: number,
    LastModified: wholeSeconds(lastModified),
    ETag: quoted(md5),
    Size: size,
    ...(checksum === undefined ? {} : { [checksumElement(checksum.algorithm)]: checksum.value }),
  };
}
