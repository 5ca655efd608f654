import { AwsError } from "../aws-error";
import type { XmlElements } from "../xml";
import type { ObjectRecord } from "./bucket-journal";
import { listPage, type ListPosition, type ListResult } from "./listing";
import { quoted, wholeSeconds } from "./object-headers";
import { xmlAnswer, type S3Call, type S3Handler, type S3World } from "./s3-call";
import { s3Error } from "./s3-errors";

/** Keys of one page at most (API_ListObjectsV2). */
const MAX_KEYS = 1000;

export const listObjectsV2: S3Handler = (world, call) => {
  const token = call.query.get("continuation-token");
  const startAfter = call.query.get("start-after");
  const after = token !== null ? readToken(token) : position(startAfter);
  const { page, ...request } = list(world, call, after);
  const withOwner = call.query.get("fetch-owner") === "true";
  return xmlAnswer("ListBucketResult", {
    Name: call.bucket,
    Prefix: request.encode(request.prefix),
    Delimiter: request.delimiter === "" ? undefined : request.encode(request.delimiter),
    MaxKeys: request.maxKeys,
    KeyCount: page.objects.length + page.commonPrefixes.length,
    IsTruncated: page.next !== undefined,
    EncodingType: request.encodingType,
    ContinuationToken: token ?? undefined,
    NextContinuationToken: page.next === undefined ? undefined : writeToken(page.next),
    StartAfter: startAfter === null ? undefined : request.encode(startAfter),
    Contents: page.objects.map((object) => contents(object, request.encode, withOwner)),
    CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: request.encode(prefix) })),
  });
};

export const listObjects: S3Handler = (world, call) => {
  const marker = call.query.get("marker");
  const { page, ...request } = list(world, call, markerPosition(marker, call.query.get("delimiter") ?? ""));
  const nextMarker = request.delimiter === "" ? undefined : page.next?.value;
  return xmlAnswer("ListBucketResult", {
    Name: call.bucket,
    Prefix: request.encode(request.prefix),
    Marker: request.encode(marker ?? ""),
    NextMarker: nextMarker === undefined ? undefined : request.encode(nextMarker),
    Delimiter: request.delimiter === "" ? undefined : request.encode(request.delimiter),
    MaxKeys: request.maxKeys,
    IsTruncated: page.next !== undefined,
    EncodingType: request.encodingType,
    Contents: page.objects.map((object) => contents(object, request.encode, true)),
    CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: request.encode(prefix) })),
  });
};

interface Listing {
  readonly page: ListResult<ObjectRecord>;
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  readonly encodingType: string | undefined;
  readonly encode: (text: string) => string;
}

/** One page of a bucket's objects, as the parameters of every listing ask for it. */
export function list(world: S3World, call: S3Call, after: ListPosition | undefined): Listing {
  const bucket = world.buckets.find(call.bucket);
  const prefix = call.query.get("prefix") ?? "";
  const delimiter = call.query.get("delimiter") ?? "";
  const maxKeys = readCount(call.query, "max-keys") ?? MAX_KEYS;
  const encodingType = call.query.get("encoding-type") ?? undefined;
  if (encodingType !== undefined && encodingType !== "url")
    throw s3Error.invalidArgument(
      "Invalid Encoding Method specified in Request",
      "encoding-type",
      encodingType,
    );
  const page = listPage((key) => bucket.from(key), {
    prefix,
    delimiter,
    after,
    maxKeys: Math.min(maxKeys, MAX_KEYS),
  });
  const encode = encodingType === "url" ? urlEncoded : (text: string) => text;
  return { page, prefix, delimiter, maxKeys: Math.min(maxKeys, MAX_KEYS), encodingType, encode };
}

/** A parameter that counts. @throws AwsError InvalidArgument */
export function readCount(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === "") return undefined;
  if (!/^\d{1,10}$/.test(text))
    throw s3Error.invalidArgument(`Provided ${name} not an integer or within integer range`, name, text);
  return Number(text);
}

function contents(object: ObjectRecord, encode: (text: string) => string, withOwner: boolean): XmlElements {
  return {
    Key: encode(object.key),
    LastModified: wholeSeconds(object.lastModified),
    ETag: quoted(object.etag),
    ChecksumAlgorithm: object.checksum?.algorithm.toUpperCase(),
    ChecksumType: object.checksum && (object.checksum.type ?? "FULL_OBJECT"),
    Size: object.size,
    Owner: withOwner ? { ID: object.writer.accountId } : undefined,
    StorageClass: object.storageClass,
  };
}

/** As S3 encodes keys with encoding-type=url: like a form, but slashes stay. */
export function urlEncoded(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1).replaceAll("%2F", "/");
}

function position(key: string | null): ListPosition | undefined {
  return key === null || key === "" ? undefined : { kind: "key", value: key };
}

/** NextMarker may be a common prefix: then everything below it was listed. */
export function markerPosition(marker: string | null, delimiter: string): ListPosition | undefined {
  const isGroup = marker !== null && delimiter !== "" && marker.endsWith(delimiter);
  return isGroup ? { kind: "prefix", value: marker } : position(marker);
}

function writeToken({ kind, value }: ListPosition): string {
  return Buffer.from(`${kind}:${value}`).toString("base64url");
}

function readToken(token: string): ListPosition {
  const [, kind, value] = /^(key|prefix):(.*)$/s.exec(Buffer.from(token, "base64url").toString("utf8")) ?? [];
  if ((kind !== "key" && kind !== "prefix") || value === undefined)
    throw new AwsError("InvalidArgument", "The continuation token provided is incorrect", 400, {
      ArgumentName: "continuation-token",
    });
  return { kind, value };
}
