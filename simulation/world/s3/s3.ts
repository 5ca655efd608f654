import type { HttpRequest, HttpResponse } from "@smithy/core/protocols";
import { answer, element, md5, refuse, streamed, xml } from "../answers";
import { EXPORT_BUCKET, ZONE_BUCKET } from "../facts";
import type { WorldBase } from "../world-base";
import { Bucket, type StoredObject } from "./bucket";
import { listPage } from "./list-page";
import { MultipartUploads } from "./multipart";

/** The largest object that CopyObject takes. */
const MOST_COPY_BYTES = 5 * 1024 ** 3;

/** Calls after which a file lies in the zone. */
const LANDS = new Set(["CopyObject", "CompleteMultipartUpload"]);

/** S3's side of a call: what was asked for, taken apart. */
interface Call {
  readonly request: HttpRequest;
  readonly bucket: Bucket;
  readonly key: string;
}

/** Both buckets, behind S3's own wire format. */
export class S3 {
  readonly exports = new Bucket(EXPORT_BUCKET);
  readonly zone = new Bucket(ZONE_BUCKET);
  readonly uploads = new MultipartUploads(this.zone);
  /** Files that were copied into the zone. */
  private landed = 0;

  constructor(private readonly world: WorldBase) {}

  answer(operation: string, request: HttpRequest): HttpResponse {
    const [, name = "", ...rest] = request.path.split("/");
    const bucket = name === EXPORT_BUCKET ? this.exports : name === ZONE_BUCKET ? this.zone : undefined;
    if (bucket === undefined) refuse("NoSuchBucket", "The specified bucket does not exist", 404);
    const call = { request, bucket, key: decodeURIComponent(rest.join("/")) };
    this.checkGrants(operation, bucket);
    if (operation === "ListObjectsV2")
      return listPage(bucket, request.query, this.world.plan.settings.pageSize ?? 5);
    if (operation === "GetObject" || operation === "HeadObject") return this.get(call);
    this.world.changed();
    const response = this.change(operation, call);
    if (bucket === this.zone && LANDS.has(operation)) this.spoil(call);
    return response;
  }

  /** Somebody else may do something to a file that has just landed. */
  private spoil({ key }: Call): void {
    const nth = ++this.landed;
    const fault = this.world.faults.meet(
      "landed-file-spoilt",
      (each) => nth >= each.nth && nth < each.nth + each.times,
    );
    const object = this.zone.get(key);
    if (fault === undefined || object === undefined) return;
    this.world.tell(() => `somebody spoils ${key}: ${fault.effect}`);
    if (fault.effect === "deleted") this.zone.delete(key);
    else this.zone.put({ ...object, bytes: Math.floor(object.bytes / 2) });
  }

  private change(operation: string, call: Call): HttpResponse {
    const { request, bucket, key } = call;
    const upload = textOf(request.query["uploadId"]);
    switch (operation) {
      case "PutObject":
        return this.put(call);
      case "CopyObject":
        return this.copy(call);
      case "DeleteObject":
        bucket.delete(key);
        return answer(204, "application/xml", "");
      case "CreateMultipartUpload":
        return this.uploads.create(key);
      case "UploadPartCopy": {
        const number = Number(textOf(request.query["partNumber"]));
        return this.uploads.copyPart(
          upload,
          number,
          this.source(request),
          request.headers["x-amz-copy-source-range"],
        );
      }
      case "CompleteMultipartUpload":
        return this.uploads.complete(upload, textBody(request), this.world.time.now);
      case "AbortMultipartUpload":
        this.uploads.abort(upload);
        return answer(204, "application/xml", "");
      default:
        return refuse("NotImplemented", `The world does not imitate s3:${operation}`, 501);
    }
  }

  private checkGrants(operation: string, bucket: Bucket): void {
    const { listable, abortable, multipart } = this.world.plan.settings.zone;
    const isDenied =
      (operation === "ListObjectsV2" && !listable) ||
      (operation === "AbortMultipartUpload" && !abortable) ||
      (operation === "UploadPartCopy" && !multipart);
    if (bucket === this.zone && isDenied)
      refuse("AccessDenied", `User is not authorized to perform: s3:${operation}`, 403);
  }

  private get({ bucket, key }: Call): HttpResponse {
    const object = bucket.get(key);
    if (object === undefined) return refuse("NoSuchKey", "The specified key does not exist.", 404);
    return streamed(200, "application/octet-stream", object.body ?? "", { etag: etag(object) });
  }

  private put({ request, bucket, key }: Call): HttpResponse {
    const there = bucket.get(key);
    const expected = request.headers["if-match"];
    if (request.headers["if-none-match"] === "*" && there !== undefined) preconditionFailed();
    if (expected !== undefined && there === undefined)
      refuse("NoSuchKey", "The specified key does not exist.", 404);
    if (expected !== undefined && there !== undefined && etag(there) !== expected) preconditionFailed();
    const body = textBody(request);
    const object = {
      ...{ key, bytes: Buffer.byteLength(body), modifiedAt: this.world.time.now, body },
      ...(there !== undefined && { firstWrittenAt: there.firstWrittenAt ?? there.modifiedAt }),
    };
    bucket.put(object);
    return answer(200, "application/xml", "", { etag: etag(object) });
  }

  private copy({ request, bucket, key }: Call): HttpResponse {
    const source = this.source(request);
    if (source.bytes > MOST_COPY_BYTES)
      refuse(
        "InvalidRequest",
        `The specified copy source is larger than the maximum allowable size for a copy source: ${MOST_COPY_BYTES}`,
      );
    bucket.put({ key, bytes: source.bytes, modifiedAt: this.world.time.now, source });
    return xml(`<CopyObjectResult>${element("ETag", '"copy"')}</CopyObjectResult>`);
  }

  private source(request: HttpRequest): StoredObject {
    const [name, ...segments] = (request.headers["x-amz-copy-source"] ?? "").replace(/^\//, "").split("/");
    const bucket = name === ZONE_BUCKET ? this.zone : this.exports;
    const key = segments.map(decodeURIComponent).join("/");
    return bucket.get(key) ?? refuse("NoSuchKey", "The specified key does not exist.", 404);
  }
}

function preconditionFailed(): never {
  refuse("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412);
}

function etag({ body = "", bytes }: StoredObject): string {
  return `"${md5(`${bytes} ${body}`)}"`;
}

function textOf(value: string | string[] | null | undefined): string {
  return typeof value === "string" ? value : "";
}

const DECODER = new TextDecoder();

/** A request's body: the SDK gives text or bytes. */
export function textBody({ body }: HttpRequest): string {
  return typeof body === "string" ? body : DECODER.decode(body as Uint8Array | undefined);
}
