import { element, refuse, xml } from "../answers";
import type { HttpResponse } from "@smithy/core/protocols";
import type { Bucket, StoredObject } from "./bucket";

interface Part {
  readonly source: StoredObject;
  readonly first: number;
  /** Included. */
  readonly last: number;
}

interface Upload {
  readonly key: string;
  readonly parts: Map<number, Part>;
}

const LEAST_PART_BYTES = 5 * 1024 ** 2;
const MOST_PART_BYTES = 5 * 1024 ** 3;

/** Uploads of one bucket that are neither completed nor aborted. */
export class MultipartUploads {
  private readonly uploads = new Map<string, Upload>();
  private begun = 0;

  constructor(private readonly bucket: Bucket) {}

  get open(): number {
    return this.uploads.size;
  }

  create(key: string): HttpResponse {
    const id = `upload-${++this.begun}`;
    this.uploads.set(id, { key, parts: new Map() });
    return xml(
      `<InitiateMultipartUploadResult>${element("Bucket", this.bucket.name)}${element("UploadId", id)}</InitiateMultipartUploadResult>`,
    );
  }

  copyPart(id: string, number: number, source: StoredObject, range: string | undefined): HttpResponse {
    const upload = this.find(id);
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? `bytes=0-${source.bytes - 1}`) ?? [];
    const part = { source, first: Number(first), last: Number(last) };
    const bytes = part.last - part.first + 1;
    if (!(bytes > 0 && part.last < source.bytes))
      refuse(
        "InvalidRange",
        `The range ${range ?? "none"} is not valid for a source of ${source.bytes}`,
        416,
      );
    if (bytes > MOST_PART_BYTES)
      refuse("InvalidRequest", "The specified copy source is larger than the maximum allowable size");
    if (!(number >= 1 && number <= 10_000))
      refuse("InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive");
    upload.parts.set(number, part);
    return xml(`<CopyPartResult>${element("ETag", `"part-${number}"`)}</CopyPartResult>`);
  }

  complete(id: string, body: string, now: number): HttpResponse {
    const upload = this.find(id);
    const numbers = [...body.matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, digits]) =>
      Number(digits),
    );
    const parts = numbers.map((number, at): Part => {
      if (number <= (numbers[at - 1] ?? 0))
        refuse("InvalidPartOrder", "The parts were not in ascending order.");
      return upload.parts.get(number) ?? refuse("InvalidPart", `Part ${number} could not be found.`);
    });
    if (parts.length === 0) refuse("MalformedXML", "The XML you provided was not well-formed");
    if (parts.slice(0, -1).some(({ first, last }) => last - first + 1 < LEAST_PART_BYTES))
      refuse("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
    this.uploads.delete(id);
    this.bucket.put({ key: upload.key, modifiedAt: now, ...contentsOf(parts) });
    return xml(
      `<CompleteMultipartUploadResult>${element("ETag", '"multipart"')}</CompleteMultipartUploadResult>`,
    );
  }

  abort(id: string): void {
    this.find(id);
    this.uploads.delete(id);
  }

  private find(id: string): Upload {
    return (
      this.uploads.get(id) ??
      refuse(
        "NoSuchUpload",
        "The specified upload does not exist. It may have been aborted or completed.",
        404,
      )
    );
  }
}

/** Parts that are one object's bytes from the first to the last make that object; anything else has no source. */
function contentsOf(parts: readonly Part[]): Pick<StoredObject, "bytes" | "source"> {
  const bytes = parts.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const source = parts[0]?.source;
  let next = 0;
  const isWhole = parts.every((part) => {
    const follows = part.source === source && part.first === next;
    next = part.last + 1;
    return follows;
  });
  return isWhole && source?.bytes === next ? { bytes, source } : { bytes };
}
