import type { HttpRequest, HttpResponse } from "@smithy/core/protocols";
import { element, refuse, response, XML } from "./answers";

export interface FakeObject {
  readonly size: number;
  readonly lastModified: Date;
  /** Request headers of the copy that made it. */
  readonly headers: Readonly<Record<string, string>>;
  /** `bucket/key` that it was copied from. */
  readonly copiedFrom?: string;
}

/** S3 as far as the functions use it: listings in the byte order of keys, server-side copies. */
export class FakeS3 {
  readonly buckets = new Map<string, Map<string, FakeObject>>();
  pageSize = 3;
  /** The most copies that were in flight at once. */
  mostInFlight = 0;
  private inFlight = 0;

  constructor(private readonly now: () => Date) {}

  put(bucket: string, key: string, size = 100): void {
    this.bucket(bucket).set(key, { size, lastModified: this.now(), headers: {} });
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

  async answer(request: HttpRequest): Promise<HttpResponse> {
    const [, bucketName = "", ...rest] = request.path.split("/");
    const bucket = this.buckets.get(bucketName);
    if (bucket === undefined) return refuse("NoSuchBucket", "The specified bucket does not exist", 404);
    if (request.method === "GET") return this.list(bucket, request.query);
    return await this.copy(bucket, decodeURIComponent(rest.join("/")), request.headers);
  }

  private list(bucket: ReadonlyMap<string, FakeObject>, query: HttpRequest["query"]): HttpResponse {
    const prefix = textOf(query["prefix"]);
    const from = Number(textOf(query["continuation-token"]) || "0");
    const encode = textOf(query["encoding-type"]) === "url";
    const keys = [...bucket.keys()].filter((key) => key.startsWith(prefix)).sort(byteOrder);
    const page = keys.slice(from, from + this.pageSize);
    const more = from + this.pageSize < keys.length;
    const contents = page.map((key) => {
      // S3 encodes like a form: a space is a plus.
      const shown = encode ? encodeURIComponent(key).replaceAll("%2F", "/").replaceAll("%20", "+") : key;
      return `<Contents>${element("Key", shown)}${element("Size", bucket.get(key)?.size)}${element("LastModified", bucket.get(key)?.lastModified.toISOString())}</Contents>`;
    });
    const next = more ? element("NextContinuationToken", String(from + this.pageSize)) : "";
    const encoding = encode ? element("EncodingType", "url") : "";
    return response(
      200,
      XML,
      `<ListBucketResult>${element("IsTruncated", String(more))}${encoding}${next}${contents.join("")}</ListBucketResult>`,
    );
  }

  private async copy(
    target: Map<string, FakeObject>,
    key: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<HttpResponse> {
    this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight);
    await new Promise((resolve) => setImmediate(resolve));
    this.inFlight--;
    const [sourceBucket = "", ...segments] = (headers["x-amz-copy-source"] ?? "").split("/");
    const sourceKey = segments.map(decodeURIComponent).join("/");
    const source = this.buckets.get(sourceBucket)?.get(sourceKey);
    if (source === undefined) return refuse("NoSuchKey", "The specified key does not exist.", 404);
    target.set(key, {
      size: source.size,
      lastModified: this.now(),
      headers,
      copiedFrom: `${sourceBucket}/${sourceKey}`,
    });
    return response(200, XML, `<CopyObjectResult><ETag>"0"</ETag></CopyObjectResult>`);
  }
}

function byteOrder(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

function textOf(value: string | string[] | null | undefined): string {
  return typeof value === "string" ? value : "";
}
