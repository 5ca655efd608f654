import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { addAbortSignal } from "node:stream";
import type { Client } from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { ExportColumn, Heap } from "./catalogue";
import { CsvMeasure } from "./csv-measure";
import type { PageCondition } from "./heap-extent";
import type { Part } from "./plan-parts";

export interface CopiedRows {
  readonly rows: number;
  /** Bytes of the text. */
  readonly bytes: number;
  /** Bytes of the longest row. */
  readonly longestRow: number;
}

/** Where copied rows go. */
export interface CopyTarget {
  /** Path of the file, written again and again. */
  readonly file: string;
  /** Bytes of text from which the rest of a part goes into another file; a row is never cut. */
  readonly bytesPerFile: number;
  /** Called with each file that holds rows, which must be used before the promise resolves. */
  onFile(copied: CopiedRows): Promise<void>;
}

/**
 * Writes a part of a table to CSV files, streaming. Every value is quoted, so that NULL (nothing at all) and an empty
 * string (two quotes) differ; a column of ones comes first, so that a row of a single NULL is no empty line.
 */
export async function copyRows(
  client: Client,
  heap: Pick<Heap, "schema" | "table">,
  columns: readonly Pick<ExportColumn, "name">[],
  part: Part,
  pages: PageCondition,
  target: CopyTarget,
  signal: AbortSignal,
): Promise<void> {
  const names = columns.map(({ name }) => client.escapeIdentifier(name));
  const from = `${client.escapeIdentifier(heap.schema)}.${client.escapeIdentifier(heap.table)}`;
  // ONLY: rows of tables that inherit from this one are exported with theirs.
  const select = `SELECT 1, ${names.join(", ")} FROM ONLY ${from} WHERE ${pages(part)}`;
  const copy = client.query(copyTo(`COPY (${select}) TO STDOUT (FORMAT csv, FORCE_QUOTE *)`));
  const chunks: AsyncIterable<Buffer> = addAbortSignal(signal, copy);
  let current = await CsvFile.create(target.file);
  try {
    for await (const chunk of chunks) {
      const end = current.measure.bytes < target.bytesPerFile ? undefined : current.measure.rowEnd(chunk);
      if (end === undefined) {
        await current.write(chunk);
        continue;
      }
      await current.write(chunk.subarray(0, end));
      await current.close();
      await target.onFile(current.measure);
      current = await CsvFile.create(target.file);
      await current.write(chunk.subarray(end));
    }
  } finally {
    await current.close();
  }
  if (current.measure.rows > 0) await target.onFile(current.measure);
}

class CsvFile {
  readonly measure = new CsvMeasure();

  private constructor(private readonly handle: FileHandle) {}

  static async create(file: string): Promise<CsvFile> {
    return new CsvFile(await open(file, "w"));
  }

  async write(chunk: Buffer): Promise<void> {
    this.measure.add(chunk);
    let written = 0;
    while (written < chunk.length) written += (await this.handle.write(chunk, written)).bytesWritten;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}
