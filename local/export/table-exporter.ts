import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Client } from "pg";
import { holdTable } from "../postgres/hold-table";
import type { SnapshotExportRequest } from "../rds/snapshot-exporter";
import type { ExportTable, Heap } from "./catalogue";
import { copyRows } from "./copy-rows";
import type { CopiedRows } from "./copy-rows";
import { batchFolder, partFile } from "./export-files";
import type { ExportLimits } from "./export-limits";
import { heapExtent } from "./heap-extent";
import { findOversize } from "./largest-row";
import type { ParquetWriter } from "./parquet-writer";
import { planParts } from "./plan-parts";

/**
 * Bytes of rows as text that go into one file, roughly: what is compressed in the table can be a hundred times longer
 * here, and all rows of a file may lie in memory at once.
 */
const textBytesPerFile = 128 * 1024 * 1024;

/** What the export of a table needs. */
export interface TableExport {
  /** In a transaction that lasts as long as the table's export. */
  readonly client: Client;
  readonly writer: ParquetWriter;
  /** Folder for the files of one part, which are gone again when the part is written. */
  readonly scratch: string;
  readonly request: Pick<SnapshotExportRequest, "put" | "signal">;
  readonly exportFolder: string;
  readonly database: string;
  readonly limits: ExportLimits;
  readonly rowsPerFile: number | undefined;
  /** Called with each heap's share that is done, part by part: 0 to 1. */
  onShare(heap: Heap, share: number): void;
}

export type ExportedTable =
  | { readonly kind: "exported"; readonly bytes: number; readonly batches: number }
  | { readonly kind: "skipped"; readonly reason: string };

/** A heap that nobody can alter any more, and what it measures. */
interface HeldHeap {
  readonly heap: Heap;
  readonly pages: number;
  readonly bytes: number;
}

/**
 * Exports one table: each of its heaps (one, or a partitioned table's partitions) is a batch with files of its own
 * and an empty `_SUCCESS`; a table without rows has nothing else. A table with a row that is too large has no file.
 *
 * @throws Error when a value is too large, which fails the whole export
 * @throws SnapshotError when the table is not any more what the snapshot saw, or is locked by somebody
 */
export async function exportTable(context: TableExport, table: ExportTable): Promise<ExportedTable> {
  const held: HeldHeap[] = [];
  for (const heap of table.heaps) {
    const size = await holdTable(context.client, heap);
    const oversize = await findOversize(context.client, heap, size.bytes, table.columns, context.limits);
    switch (oversize.kind) {
      case "none":
        held.push({ heap, ...size });
        break;
      case "row":
        return { kind: "skipped", reason: `ROW_TOO_LARGE: ${oversize.bytes} bytes` };
      case "value":
        throw new Error(valueTooLarge(`${table.schema}.${table.table}`, oversize.column, context.limits));
    }
  }
  let bytes = 0;
  let batch = 0;
  for (const heap of held) bytes += await exportBatch(context, table, heap, (batch += 1));
  if (batch === 0) await putSuccess(context, table, (batch += 1));
  return { kind: "exported", bytes, batches: batch };
}

function valueTooLarge(table: string, column: string | undefined, { valueBytes }: ExportLimits): string {
  const where = column === undefined ? `table ${table}` : `column ${column} of table ${table}`;
  return (
    `The export task failed because ${where} holds a value of ${valueBytes} bytes or more ` +
    "(USER_ExportSnapshot, limitations: a value close to or greater than 500 MB)."
  );
}

async function exportBatch(
  context: TableExport,
  table: ExportTable,
  { heap, pages, bytes: heapBytes }: HeldHeap,
  batch: number,
): Promise<number> {
  const { client, request } = context;
  const run = randomUUID();
  const { rows, condition } = await heapExtent(client, heap, pages);
  let bytes = 0;
  const csv = path.join(context.scratch, "rows.csv");
  const parquet = path.join(context.scratch, "rows.parquet");
  for (const part of planParts({ rows, pages, bytes: heapBytes }, context.rowsPerFile)) {
    request.signal.throwIfAborted();
    let file = 0;
    const onFile = async (copied: CopiedRows): Promise<void> => {
      await context.writer.write(csv, copied, table.columns, parquet, request.signal);
      const name = partFile(part.index, run, (file += 1) - 1);
      const { size } = await stat(parquet);
      const key = `${batchFolder(context.exportFolder, context.database, table, batch)}/${name}`;
      await request.put(key, createReadStream(parquet), size);
      await rm(parquet);
      bytes += copied.bytes;
    };
    const target = { file: csv, bytesPerFile: textBytesPerFile, onFile };
    await copyRows(client, heap, table.columns, part, condition, target, request.signal);
    await rm(csv);
    context.onShare(heap, part.share);
  }
  await putSuccess(context, table, batch);
  return bytes;
}

async function putSuccess(context: TableExport, table: ExportTable, batch: number): Promise<void> {
  const folder = batchFolder(context.exportFolder, context.database, table, batch);
  await context.request.put(`${folder}/_SUCCESS`, new Uint8Array(), 0);
}
