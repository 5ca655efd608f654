import { randomUUID } from "node:crypto";
import { refuse } from "./answers";

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** One part of an upload: bytes `first` to `last` of a source, both included. */
export interface FakePart {
  readonly etag: string;
  readonly source: string;
  readonly first: number;
  readonly last: number;
}

/** An upload in parts that has been begun and neither completed nor aborted. */
export interface FakeUpload {
  readonly bucket: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly parts: Map<number, FakePart>;
}

/** S3's bookkeeping of uploads in parts, with its own limits. */
export class FakeUploads {
  /** By upload id. */
  readonly open = new Map<string, FakeUpload>();

  create(bucket: string, key: string, headers: Readonly<Record<string, string>>): string {
    const id = randomUUID();
    this.open.set(id, { bucket, key, headers, parts: new Map() });
    return id;
  }

  /** @param range as the header has it, `bytes=0-1023` @returns the part's ETag */
  copyPart(id: string, partNumber: number, source: string, sourceSize: number, range: string): string {
    const upload = this.find(id);
    const [, first, last] = (/^bytes=(\d+)-(\d+)$/.exec(range) ?? []).map(Number);
    if (first === undefined || last === undefined || last < first || last >= sourceSize)
      refuse("InvalidArgument", `The range ${range} is none of ${sourceSize} bytes`);
    if (partNumber < 1 || partNumber > 10_000) refuse("InvalidArgument", "Part number out of bounds");
    if (last - first + 1 > 5 * GIB) refuse("InvalidRequest", "The part is larger than 5 GiB");
    const etag = `"${partNumber}-${range}"`;
    upload.parts.set(partNumber, { etag, source, first, last });
    return etag;
  }

  /** @returns size of the whole, and its source if the parts are the whole of one, in order */
  complete(id: string, body: string): { upload: FakeUpload; size: number; source: string | undefined } {
    const upload = this.find(id);
    const parts = [...body.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = ""]) => {
      const number = Number(/<PartNumber>(\d+)</.exec(part)?.[1]);
      const etag = /<ETag>(.*?)<\/ETag>/.exec(part)?.[1]?.replaceAll("&quot;", '"');
      const known = upload.parts.get(number);
      if (known?.etag !== etag || known === undefined) refuse("InvalidPart", `Part ${number} is unknown`);
      return { number, ...known };
    });
    if (parts.length === 0) refuse("MalformedXML", "The upload has no parts");
    if (parts.some(({ number }, at) => number <= (parts[at - 1]?.number ?? 0)))
      refuse("InvalidPartOrder", "The parts are out of order");
    if (parts.slice(0, -1).some(({ first, last }) => last - first + 1 < 5 * MIB))
      refuse("EntityTooSmall", "A part other than the last is smaller than 5 MiB");
    this.open.delete(id);
    const isWhole = parts.every(
      ({ first, source }, at) => source === parts[0]?.source && first === (parts[at - 1]?.last ?? -1) + 1,
    );
    const size = parts.reduce((sum, { first, last }) => sum + last - first + 1, 0);
    return { upload, size, source: isWhole ? parts[0]?.source : undefined };
  }

  abort(id: string): void {
    this.find(id);
    this.open.delete(id);
  }

  private find(id: string): FakeUpload {
    return this.open.get(id) ?? refuse("NoSuchUpload", "The specified upload does not exist.", 404);
  }
}
