import type { SnapshotExportRequest } from "../rds/snapshot-exporter";
import { exportFolder } from "./export-files";
import { exportedTableStatus, exportInfo, skippedTableStatus } from "./export-info";
import type { SkippedTable, TableReport } from "./export-info";

/** Tables per report file. */
const tablesPerReport = 100;

/** What an export did. */
export interface ExportOutcome {
  readonly reports: readonly TableReport[];
  readonly skipped: readonly SkippedTable[];
  readonly extractedBytes: number;
  readonly ended: Date;
}

/** Writes the reports that lie beside an export's tables: `export_tables_info_….json`, then `export_info_….json`. */
export async function putReports(
  request: SnapshotExportRequest,
  database: string,
  { reports, skipped, extractedBytes, ended }: ExportOutcome,
): Promise<void> {
  const id = request.exportTaskIdentifier;
  const folder = exportFolder(request.prefix, id);
  const entries = [
    ...reports.map((report) => exportedTableStatus(database, report)),
    ...skipped.map(skippedTableStatus),
  ];
  for (let first = 0; first < entries.length; first += tablesPerReport) {
    const perTableStatus = entries.slice(first, first + tablesPerReport);
    const name = `export_tables_info_${id}_from_${first + 1}_to_${first + perTableStatus.length}.json`;
    await putJson(request, `${folder}/${name}`, { perTableStatus });
  }
  await putJson(request, `${folder}/export_info_${id}.json`, exportInfo(request, ended, extractedBytes));
}

async function putJson(request: SnapshotExportRequest, key: string, content: object): Promise<void> {
  request.signal.throwIfAborted();
  const body = Buffer.from(JSON.stringify(content));
  await request.put(key, body, body.length);
}
