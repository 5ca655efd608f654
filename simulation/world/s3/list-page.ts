import type { HttpRequest, HttpResponse } from "@smithy/core/protocols";
import { element, xml } from "../answers";
import type { Bucket, StoredObject } from "./bucket";

/**
 * A page of ListObjectsV2.
 *
 * @param pageSize the most objects that a page holds, whatever is asked for
 */
export function listPage(bucket: Bucket, query: HttpRequest["query"], pageSize: number): HttpResponse {
  const text = (name: string): string => {
    const value = query[name];
    return typeof value === "string" ? value : "";
  };
  const token = Buffer.from(text("continuation-token"), "base64").toString();
  const size = Math.min(Number(text("max-keys") || "1000"), pageSize);
  const page: StoredObject[] = [];
  let isTruncated = false;
  for (const object of bucket.after(text("prefix"), token || text("start-after"))) {
    if (page.length === size) {
      isTruncated = true;
      break;
    }
    page.push(object);
  }
  const encode = text("encoding-type") === "url";
  return xml(
    `<ListBucketResult>${element("Name", bucket.name)}${element("KeyCount", page.length)}` +
      element("IsTruncated", String(isTruncated)) +
      (encode ? element("EncodingType", "url") : "") +
      (isTruncated
        ? element("NextContinuationToken", Buffer.from(page.at(-1)?.key ?? "").toString("base64"))
        : "") +
      `${page.map((object) => contents(object, encode)).join("")}</ListBucketResult>`,
  );
}

function contents({ key, bytes, modifiedAt }: StoredObject, encode: boolean): string {
  // S3 encodes like a form: a space is a plus.
  const shown = encode ? encodeURIComponent(key).replaceAll("%2F", "/").replaceAll("%20", "+") : key;
  return `<Contents>${element("Key", shown)}${element("Size", bytes)}${element("LastModified", new Date(modifiedAt))}</Contents>`;
}
