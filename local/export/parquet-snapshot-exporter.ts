import { rmSync } from "node:fs";
import { explained } from "../postgres/hold-table";
import type { ReadableSnapshot, SnapshotSession } from "../postgres/snapshot-session";
import { createTemporaryFolder } from "../postgres/temporary-folder";
import type { SnapshotExporter, SnapshotExportRequest, SnapshotExportResult } from "../rds/snapshot-exporter";
import { readTables } from "./catalogue";
import type { ExportTable } from "./catalogue";
import { chooseTables } from "./choose-tables";
import { exportFolder } from "./export-files";
import { warningMessage } from "./export-info";
import type { SkippedTable, TableReport } from "./export-info";
import { rdsExportLimits } from "./export-limits";
import type { ExportLimits } from "./export-limits";
import { exportProgress } from "./export-progress";
import { ParquetWriter } from "./parquet-writer";
import { putReports } from "./put-reports";
import { exportTable } from "./table-exporter";
import type { TableExport } from "./table-exporter";

export interface ParquetSnapshotExporterOptions {
  /** Finds the snapshot that a key names. */
  readonly snapshots: { find(snapshotKey: string): ReadableSnapshot };
  /** The world's time, for the reports. */
  readonly now: () => Date;
  /** Rows that a file holds at most, roughly. @default 50,000 */
  readonly rowsPerFile?: number;
  /** @default RDS's */
  readonly limits?: ExportLimits;
}

/** What stays the same while a database's tables are exported, one after the other. */
type DatabaseExport = Pick<
  TableExport,
  "writer" | "scratch" | "exportFolder" | "database" | "limits" | "rowsPerFile"
> & { readonly request: SnapshotExportRequest; readonly onShare: TableExport["onShare"] };

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
    const snapshot = this.#options.snapshots.find(request.snapshotKey);
    const scratch = createTemporaryFolder("export");
    try {
      return await snapshot.read(`export ${request.exportTaskIdentifier}`, (session) =>
        endingOnAbort(session, request.signal, async () => {
          const writer = await ParquetWriter.open(scratch);
          try {
            return await this.#exportDatabase(session, writer, scratch, snapshot, request);
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
    session: SnapshotSession,
    writer: ParquetWriter,
    scratch: string,
    { database, includes }: ReadableSnapshot,
    request: SnapshotExportRequest,
  ): Promise<SnapshotExportResult> {
    const { now, rowsPerFile, limits = rdsExportLimits } = this.#options;
    const all = (await session.transaction(readTables)).filter(includes);
    const { tables, skipped } = chooseTables(database, all, request.exportOnly, request.isSkipped);
    const context: DatabaseExport = {
      writer,
      scratch,
      exportFolder: exportFolder(request.prefix, request.exportTaskIdentifier),
      database,
      limits,
      rowsPerFile,
      request,
      onShare: await exportProgress(session, tables, (percent) => {
        request.onProgress(percent);
      }),
    };
    const reports: TableReport[] = [];
    for (const table of tables) {
      const outcome = await this.#exportTable(session, context, table);
      if (outcome.kind === "exported") reports.push(outcome.report);
      else skipped.push(outcome.skipped);
    }
    const extractedBytes = reports.reduce((sum, { bytes }) => sum + bytes, 0);
    await putReports(request, database, { reports, skipped, extractedBytes, ended: now() });
    request.onProgress(100);
    const warning = warningMessage(skipped);
    return { extractedBytes, ...(warning === undefined ? {} : { warningMessage: warning }) };
  }

  /** In a transaction of its own: a table is locked against changes of its form no longer than it is read. */
  async #exportTable(
    session: SnapshotSession,
    context: DatabaseExport,
    table: ExportTable,
  ): Promise<
    | { readonly kind: "exported"; readonly report: TableReport }
    | { readonly kind: "skipped"; readonly skipped: SkippedTable }
  > {
    const { now } = this.#options;
    const started = now();
    try {
      const done = await session.transaction((client) => exportTable({ ...context, client }, table));
      if (done.kind === "exported")
        return { kind: "exported", report: { table, ...done, started, ended: now() } };
      const target = `${context.database}.${table.schema}.${table.table}`;
      return { kind: "skipped", skipped: { target, reason: done.reason } };
    } catch (error) {
      context.request.signal.throwIfAborted();
      throw explained(error, `${table.schema}.${table.table}`);
    }
  }
}

/** An aborted export must not wait for a long query: its session ends at once, and the reason is what is thrown. */
async function endingOnAbort<T>(
  session: SnapshotSession,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const end = (): void => {
    session.destroy();
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
