import { list, markerPosition } from "./list-operations";
import { quoted, wholeSeconds } from "./object-headers";
import { xmlAnswer, type S3Handler } from "./s3-call";

/** ListObjectVersions: buckets here keep no versions, so each object is its only one, by the name `null`. */
export const listObjectVersions: S3Handler = (world, call) => {
  const marker = call.query.get("key-marker");
  const after = markerPosition(marker, call.query.get("delimiter") ?? "");
  const { page, ...request } = list(world, call, after);
  const { encode } = request;
  return xmlAnswer("ListVersionsResult", {
    Name: call.bucket,
    Prefix: encode(request.prefix),
    KeyMarker: encode(marker ?? ""),
    VersionIdMarker: "",
    NextKeyMarker: page.next === undefined ? undefined : encode(page.next.value),
    NextVersionIdMarker: page.next === undefined ? undefined : "null",
    Delimiter: request.delimiter === "" ? undefined : encode(request.delimiter),
    MaxKeys: request.maxKeys,
    IsTruncated: page.next !== undefined,
    EncodingType: request.encodingType,
    Version: page.objects.map((object) => ({
      Key: encode(object.key),
      VersionId: "null",
      IsLatest: true,
      LastModified: wholeSeconds(object.lastModified),
      ETag: quoted(object.etag),
      Size: object.size,
      Owner: { ID: object.writer.accountId },
      StorageClass: object.storageClass,
    })),
    CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  });
};
