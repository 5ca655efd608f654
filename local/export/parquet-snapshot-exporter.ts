import { rmSync } from "node:fs";
import type { Client } from "pg";
import type { DatabaseSnapshot } from "../postgres/snapshots";
import { createTemporaryFolder } from "../postgres/temporary-folder";
import { beginReading } from "../postgres/text-session";
import { withClient } from "../postgres/with-client";
import type { SnapshotExporter, SnapshotExportRequest, SnapshotExportResult } from "../rds/snapshot-exporter";
import { readTables } from "./catalogue";
import type { ExportTable } from "./catalogue";
import { chooseTables } from "./choose-tables";
import { exportFolder } from "./export-files";
import { exportInfo, tablesInfo, warningMessage } from "./export-info";
import type { TableReport } from "./export-info";
import { ParquetWriter } from "./parquet-writer";
import { exportTable } from "./table-exporter";

/** Tables per report file. */
const tablesPerReport = 100;

export interface ParquetSnapshotExporterOptions {
  /** Finds the copy that a snapshot's key names, and the name of the database it was made from. */
  readonly snapshots: { find(snapshotKey: string): DatabaseSnapshot };
  /** The world's time, for the reports. */
  readonly now: () => Date;
  /** Rows that a file holds at most, roughly. @default 50,000 */
  readonly rowsPerFile?: number;
}

/**
 * Exports a snapshot as RDS does: gzip Parquet under `[<prefix>/]<task>/<database>/<schema.table>/<batch>/` and the
 * reports beside it. One part of one table is on this machine's disk at a time, and little of it in memory.
 */
export class ParquetSnapshotExporter implements SnapshotExporter {
  readonly #options: ParquetSnapshotExporterOptions;

  constructor(options: ParquetSnapshotExporterOptions) {
    this.#options = options;
  }

  async export(request: SnapshotExportRequest): Promise<SnapshotExportResult> {
    request.signal.throwIfAborted();
    const { database, connection } = this.#options.snapshots.find(request.snapshotKey);
    const scratch = createTemporaryFolder("export");
    try {
      return await withClient(connection, `export ${request.exportTaskIdentifier}`, (client) =>
        endingOnAbort(client, request.signal, async () => {
          const writer = await ParquetWriter.open(scratch);
          try {
            return await this.#exportDatabase(client, writer, scratch, database, request);
          } finally {
            writer.close();
          }
        }),
      );
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  async #exportDatabase(
    client: Client,
    writer: ParquetWriter,
    scratch: string,
    database: string,
    request: SnapshotExportRequest,
  ): Promise<SnapshotExportResult> {
    const { now, rowsPerFile } = this.#options;
    await beginReading(client);
    const { tables, skipped } = chooseTables(database, await readTables(client), request.exportOnly);
    const onBytes = progress(tables, request);
    const folder = exportFolder(request.prefix, request.exportTaskIdentifier);
    const reports: TableReport[] = [];
    for (const table of tables) {
      const started = now();
      const context = {
        client,
        writer,
        scratch,
        request,
        exportFolder: folder,
        database,
        rowsPerFile,
        onBytes,
      };
      reports.push({ table, ...(await exportTable(context, table)), started, ended: now() });
    }
    const extractedBytes = reports.reduce((sum, { bytes }) => sum + bytes, 0);
    await this.#putReports(request, folder, database, reports, extractedBytes);
    request.onProgress(100);
    const warning = warningMessage(skipped);
    return { extractedBytes, ...(warning === undefined ? {} : { warningMessage: warning }) };
  }

  async #putReports(
    request: SnapshotExportRequest,
    folder: string,
    database: string,
    reports: readonly TableReport[],
    extractedBytes: number,
  ): Promise<void> {
    const id = request.exportTaskIdentifier;
    for (let first = 0; first < reports.length; first += tablesPerReport) {
      const some = reports.slice(first, first + tablesPerReport);
      const name = `export_tables_info_${id}_from_${first + 1}_to_${first + some.length}.json`;
      await putJson(request, `${folder}/${name}`, tablesInfo(database, some));
    }
    await putJson(
      request,
      `${folder}/export_info_${id}.json`,
      exportInfo(request, this.#options.now(), extractedBytes),
    );
  }
}

async function putJson(request: SnapshotExportRequest, key: string, content: object): Promise<void> {
  request.signal.throwIfAborted();
  const body = Buffer.from(JSON.stringify(content));
  await request.put(key, body, body.length);
}

/** The reports are written at 100 %, so the tables end at 99. */
function progress(tables: readonly ExportTable[], request: SnapshotExportRequest): (bytes: number) => void {
  const total = tables.flatMap(({ heaps }) => heaps).reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  return (bytes) => {
    done += bytes;
    request.onProgress(Math.min(99, Math.floor((done / total) * 100)));
  };
}

/** An aborted export must not wait for a long query: its session ends at once, and the reason is what is thrown. */
async function endingOnAbort<T>(client: Client, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const end = (): void => {
    client.connection.stream.destroy();
  };
  signal.addEventListener("abort", end);
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", end);
  }
}
