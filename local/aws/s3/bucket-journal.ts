import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import * as z from "zod";
import { checksumAlgorithms } from "./checksums";

const record = z.object({
  key: z.string(),
  file: z.string(),
  size: z.number(),
  etag: z.string(),
  lastModified: z.coerce.date(),
  contentType: z.string(),
  metadata: z.record(z.string(), z.string()),
  systemHeaders: z.record(z.string(), z.string()),
  acl: z.string().exactOptional(),
  encryption: z.enum(["AES256", "aws:kms"]),
  kmsKeyId: z.string().exactOptional(),
  bucketKeyEnabled: z.boolean(),
  storageClass: z.string(),
  writer: z.object({ principal: z.string(), accountId: z.string() }),
  partSizes: z.array(z.number()).exactOptional(),
  partChecksums: z.array(z.string()).exactOptional(),
  checksum: z
    .object({
      algorithm: z.enum(checksumAlgorithms),
      value: z.string(),
      type: z.literal("COMPOSITE").exactOptional(),
    })
    .exactOptional(),
  tags: z.record(z.string(), z.string()).exactOptional(),
});

/** What is kept of an object. `file` is where its bytes are, in the bucket's folder. */
export type ObjectRecord = z.infer<typeof record>;

const settings = z.object({
  ownerAccountId: z.string(),
  createTime: z.coerce.date(),
  ownership: z.enum(["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"]),
  encryption: z.enum(["AES256", "aws:kms"]),
  kmsKeyArn: z.string().exactOptional(),
  bucketKeyEnabled: z.boolean(),
  tags: z.record(z.string(), z.string()).exactOptional(),
});

/** A bucket's own settings. */
export type BucketSettings = z.infer<typeof settings>;

const line = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("settings"), settings }),
  z.object({ kind: z.literal("put"), object: record }),
  z.object({ kind: z.literal("delete"), key: z.string() }),
]);
export type JournalLine = z.infer<typeof line>;

/** What happened to a bucket, a line each: one write per change, one file to read at start. */
export class BucketJournal {
  private file: number;

  private constructor(private readonly path: string) {
    this.file = openSync(path, "a");
  }

  /** @returns the journal, ready to be written on, and what it holds */
  static open(path: string): { readonly journal: BucketJournal; readonly lines: JournalLine[] } {
    const text = existsSync(path) ? readFileSync(path, "utf8") : "";
    // A last line without its end was being written when the process died: that change did not happen.
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    if (whole.length < text.length) writeFileSync(path, whole);
    const lines = whole
      .split("\n")
      .filter((item) => item !== "")
      .map((item) => line.parse(JSON.parse(item)));
    return { journal: new BucketJournal(path), lines };
  }

  append(entry: JournalLine): void {
    writeSync(this.file, `${JSON.stringify(entry)}\n`);
  }

  /** Writes the journal anew, without what later lines made pointless. */
  compact(entries: readonly JournalLine[]): void {
    const next = `${this.path}.next`;
    writeFileSync(next, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    closeSync(this.file);
    renameSync(next, this.path);
    this.file = openSync(this.path, "a");
  }

  close(): void {
    closeSync(this.file);
  }
}
