import { createWriteStream } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
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

/**
 * Writes a part of a table to a CSV file, streaming. Every value is quoted, so that NULL (nothing at all) and an
 * empty string (two quotes) differ; a column of ones comes first, so that a row of a single NULL is no empty line.
 */
export async function copyRows(
  client: Client,
  heap: Pick<Heap, "schema" | "table">,
  columns: readonly Pick<ExportColumn, "name">[],
  part: Part,
  pages: PageCondition,
  file: string,
  signal: AbortSignal,
): Promise<CopiedRows> {
  const names = columns.map(({ name }) => client.escapeIdentifier(name));
  const from = `${client.escapeIdentifier(heap.schema)}.${client.escapeIdentifier(heap.table)}`;
  // ONLY: rows of tables that inherit from this one are exported with theirs.
  const select = `SELECT 1, ${names.join(", ")} FROM ONLY ${from} WHERE ${pages(part)}`;
  const copy = client.query(copyTo(`COPY (${select}) TO STDOUT (FORMAT csv, FORCE_QUOTE *)`));
  const measure = new CsvMeasure();
  const measured = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      measure.add(chunk);
      done(null, chunk);
    },
  });
  await pipeline(copy, measured, createWriteStream(file), { signal });
  return measure;
}
