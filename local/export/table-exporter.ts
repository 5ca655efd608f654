import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Client } from "pg";
import type { ExportTable, Heap } from "./catalogue";
import { copyRows } from "./copy-rows";
import { batchFolder, partFile } from "./export-files";
import type { SnapshotExportRequest } from "../rds/snapshot-exporter";
import type { ParquetWriter } from "./parquet-writer";
import { planParts } from "./plan-parts";

/** What the export of a table needs. */
export interface TableExport {
  readonly client: Client;
  readonly writer: ParquetWriter;
  /** Folder for the files of one part, which are gone again when the part is written. */
  readonly scratch: string;
  readonly request: Pick<SnapshotExportRequest, "put" | "signal">;
  readonly exportFolder: string;
  readonly database: string;
  readonly rowsPerFile: number | undefined;
  /** Called with the bytes of the table that are done, part by part. */
  onBytes(bytes: number): void;
}

/**
 * Exports one table: each of its heaps (one, or a partitioned table's partitions) is a batch with files of its own
 * and an empty `_SUCCESS`; a table without rows has nothing else.
 *
 * @returns bytes extracted
 */
export async function exportTable(
  context: TableExport,
  table: ExportTable,
): Promise<{ readonly bytes: number; readonly batches: number }> {
  let bytes = 0;
  let batch = 0;
  for (const heap of table.heaps) bytes += await exportBatch(context, table, heap, (batch += 1));
  if (batch === 0) await putSuccess(context, table, (batch += 1));
  return { bytes, batches: batch };
}

async function exportBatch(
  context: TableExport,
  table: ExportTable,
  heap: Heap,
  batch: number,
): Promise<number> {
  const { client, request } = context;
  const run = randomUUID();
  const from = `${client.escapeIdentifier(heap.schema)}.${client.escapeIdentifier(heap.table)}`;
  const counted = await client.query<{ rows: string }>(`SELECT count(*) AS rows FROM ONLY ${from}`);
  let bytes = 0;
  for (const part of planParts({ ...heap, rows: Number(counted.rows[0]?.rows) }, context.rowsPerFile)) {
    request.signal.throwIfAborted();
    const csv = path.join(context.scratch, "rows.csv");
    const parquet = path.join(context.scratch, "rows.parquet");
    const copied = await copyRows(client, heap, table.columns, part, csv, request.signal);
    if (copied.rows > 0) {
      await context.writer.write(csv, copied, table.columns, parquet, request.signal);
      const key = `${batchFolder(context.exportFolder, context.database, table, batch)}/${partFile(part.index, run)}`;
      const { size } = await stat(parquet);
      await request.put(key, createReadStream(parquet), size);
      await rm(parquet);
    }
    await rm(csv);
    bytes += copied.bytes;
    context.onBytes(heap.bytes * part.share);
  }
  await putSuccess(context, table, batch);
  return bytes;
}

async function putSuccess(context: TableExport, table: ExportTable, batch: number): Promise<void> {
  const folder = batchFolder(context.exportFolder, context.database, table, batch);
  await context.request.put(`${folder}/_SUCCESS`, new Uint8Array(), 0);
}
