import type { HttpRequest, HttpResponse } from "@smithy/core/protocols";
import { createHash } from "node:crypto";
import { element, refuse, response, XML } from "./answers";
import { FakeUploads } from "./fake-s3-uploads";

export interface FakeObject {
  readonly size: number;
  readonly lastModified: Date;
  /** Request headers of what made it. */
  readonly headers: Readonly<Record<string, string>>;
  /** `bucket/key` that it was copied from. */
  readonly copiedFrom?: string;
  /** What was put; of other objects only the size is known. */
  readonly body?: string;
}

type Headers = Readonly<Record<string, string>>;

/** The API operation of a request to S3. */
export function s3Operation({ method, query, headers }: HttpRequest): string {
  const isCopy = headers["x-amz-copy-source"] !== undefined;
  if (method === "GET") return query["list-type"] === "2" ? "ListObjectsV2" : "GetObject";
  if (method === "POST") return "uploads" in query ? "CreateMultipartUpload" : "CompleteMultipartUpload";
  if (method === "DELETE") return "AbortMultipartUpload";
  if ("partNumber" in query) return "UploadPartCopy";
  return isCopy ? "CopyObject" : "PutObject";
}

/** S3 as far as the functions use it: listings in the byte order of keys, small objects, server-side copies. */
export class FakeS3 {
  readonly buckets = new Map<string, Map<string, FakeObject>>();
  readonly uploads = new FakeUploads();
  pageSize = 3;
  /** The most copies, of objects and of parts, that were in flight at once. */
  mostInFlight = 0;
  private inFlight = 0;

  constructor(private readonly now: () => Date) {}

  /** @param content its size in bytes, or its text */
  put(bucket: string, key: string, content: number | string = 100): void {
    const size = typeof content === "number" ? content : Buffer.byteLength(content);
    const body = typeof content === "string" ? { body: content } : {};
    this.bucket(bucket).set(key, { size, lastModified: this.now(), headers: {}, ...body });
  }

  keys(bucket: string): string[] {
    return [...this.bucket(bucket).keys()].sort(byteOrder);
  }

  object(bucket: string, key: string): FakeObject | undefined {
    return this.bucket(bucket).get(key);
  }

  private bucket(name: string): Map<string, FakeObject> {
    let bucket = this.buckets.get(name);
    if (bucket === undefined) this.buckets.set(name, (bucket = new Map<string, FakeObject>()));
    return bucket;
  }

  async answer(request: HttpRequest, body: string): Promise<HttpResponse> {
    const [, bucketName = "", ...rest] = request.path.split("/");
    const bucket = this.buckets.get(bucketName);
    if (bucket === undefined) return refuse("NoSuchBucket", "The specified bucket does not exist", 404);
    const key = decodeURIComponent(rest.join("/"));
    if (Buffer.byteLength(key) > 1024) refuse("KeyTooLongError", "Your key is too long");
    const { query, headers } = request;
    switch (s3Operation(request)) {
      case "ListObjectsV2":
        return this.list(bucket, query);
      case "GetObject":
        return get(bucket, key);
      case "PutObject":
        return this.putObject(bucket, key, headers, body);
      case "CopyObject":
        return await this.copy(bucket, key, headers);
      case "UploadPartCopy":
        return await this.copyPart(query, headers);
      case "CreateMultipartUpload":
        return xml(
          "InitiateMultipartUploadResult",
          element("UploadId", this.uploads.create(bucketName, key, headers)),
        );
      case "CompleteMultipartUpload":
        return this.complete(textOf(query["uploadId"]), body);
      default:
        this.uploads.abort(textOf(query["uploadId"]));
        return response(204, XML, "");
    }
  }

  private list(bucket: ReadonlyMap<string, FakeObject>, query: HttpRequest["query"]): HttpResponse {
    const prefix = textOf(query["prefix"]);
    const after = textOf(query["continuation-token"]) || textOf(query["start-after"]);
    const encode = textOf(query["encoding-type"]) === "url";
    const keys = [...bucket.keys()]
      .filter((key) => key.startsWith(prefix) && byteOrder(key, after) > 0)
      .sort(byteOrder);
    const page = keys.slice(0, this.pageSize);
    const more = page.length < keys.length;
    const contents = page.map((key) => {
      // S3 encodes like a form: a space is a plus.
      const shown = encode ? encodeURIComponent(key).replaceAll("%2F", "/").replaceAll("%20", "+") : key;
      return `<Contents>${element("Key", shown)}${element("Size", bucket.get(key)?.size)}${element("LastModified", bucket.get(key)?.lastModified.toISOString())}</Contents>`;
    });
    const next = more ? element("NextContinuationToken", page.at(-1)) : "";
    const encoding = encode ? element("EncodingType", "url") : "";
    return xml(
      "ListBucketResult",
      `${element("IsTruncated", String(more))}${encoding}${next}${contents.join("")}`,
    );
  }

  private putObject(
    bucket: Map<string, FakeObject>,
    key: string,
    headers: Headers,
    body: string,
  ): HttpResponse {
    const there = bucket.get(key);
    const ifMatch = headers["if-match"];
    if (ifMatch !== undefined && there === undefined) refuse("NoSuchKey", "The key does not exist.", 404);
    const isOther = ifMatch !== undefined && there !== undefined && etagOf(there) !== ifMatch;
    if (isOther || (headers["if-none-match"] === "*" && there !== undefined))
      refuse("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412);
    bucket.set(key, { size: Buffer.byteLength(body), lastModified: this.now(), headers, body });
    return response(200, XML, "");
  }

  private async copy(target: Map<string, FakeObject>, key: string, headers: Headers): Promise<HttpResponse> {
    await this.flight();
    const { copiedFrom, object } = this.source(headers);
    if (object.size > 5 * 1024 ** 3)
      refuse("InvalidRequest", "The specified copy source is larger than the maximum allowable size");
    const { size, body } = object;
    const made = { size, lastModified: this.now(), headers, copiedFrom, ...(body !== undefined && { body }) };
    target.set(key, made);
    return xml("CopyObjectResult", element("ETag", etagOf(made)));
  }

  private async copyPart(query: HttpRequest["query"], headers: Headers): Promise<HttpResponse> {
    await this.flight();
    const { copiedFrom, object } = this.source(headers);
    const [id, part] = [textOf(query["uploadId"]), Number(textOf(query["partNumber"]))];
    const range = headers["x-amz-copy-source-range"] ?? "";
    const etag = this.uploads.copyPart(id, part, copiedFrom, object.size, range);
    return xml("CopyPartResult", element("ETag", etag));
  }

  private complete(id: string, body: string): HttpResponse {
    const { upload, size, source } = this.uploads.complete(id, body);
    const { bucket, key, headers } = upload;
    const copiedFrom = source === undefined ? {} : { copiedFrom: source };
    this.bucket(bucket).set(key, { size, lastModified: this.now(), headers, ...copiedFrom });
    return xml("CompleteMultipartUploadResult", element("Key", key));
  }

  private source(headers: Headers): { copiedFrom: string; object: FakeObject } {
    const [bucket = "", ...segments] = (headers["x-amz-copy-source"] ?? "").split("/");
    const key = segments.map(decodeURIComponent).join("/");
    const object = this.buckets.get(bucket)?.get(key);
    if (object === undefined) return refuse("NoSuchKey", "The specified key does not exist.", 404);
    return { copiedFrom: `${bucket}/${key}`, object };
  }

  private async flight(): Promise<void> {
    this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight);
    await new Promise((resolve) => setImmediate(resolve));
    this.inFlight--;
  }
}

function get(bucket: ReadonlyMap<string, FakeObject>, key: string): HttpResponse {
  const object = bucket.get(key);
  if (object === undefined) return refuse("NoSuchKey", "The specified key does not exist.", 404);
  const answer = response(200, "application/json", object.body ?? "");
  answer.headers["etag"] = etagOf(object);
  return answer;
}

function etagOf({ body, size }: FakeObject): string {
  return `"${createHash("md5")
    .update(body ?? String(size))
    .digest("hex")}"`;
}

function xml(root: string, content: string): HttpResponse {
  return response(200, XML, `<${root}>${content}</${root}>`);
}

function byteOrder(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

function textOf(value: string | string[] | null | undefined): string {
  return typeof value === "string" ? value : "";
}
