import type { PlannedSnapshot } from "../../plan/plan";
import type { Bucket } from "../s3/bucket";
import type { FileNames } from "./file-names";

/** What RDS writes of one export task. */
export interface WrittenExport {
  readonly taskId: string;
  readonly sourceArn: string;
  readonly snapshot: PlannedSnapshot;
  readonly nameOf: FileNames;
  /** Index of a table that RDS leaves out. */
  readonly skippedTable: number | undefined;
  /** Index of a table that RDS reports as complete, and of which it writes nothing. */
  readonly lostTable: number | undefined;
  /** Whether the report is written as some are seen: with capital keys, empty warnings, and columns that are null. */
  readonly isCapital: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const GIB = 1024 ** 3;
/** Tables per report. */
const REPORTED = 100;

/**
 * Writes an export's files as RDS lays them out: `<task>/<database>/<schema.table>/<batch>/…`, each batch with its
 * `_SUCCESS`, an empty table with that alone.
 *
 * @param share of the tables that are written, from the first: a failed export leaves what it had
 * @returns the Parquet files' keys and bytes
 */
export function writeTables(bucket: Bucket, written: WrittenExport, share = 1): Map<string, number> {
  const { taskId, snapshot, nameOf, skippedTable, lostTable, now } = written;
  const files = new Map<string, number>();
  snapshot.tables.slice(0, Math.ceil(snapshot.tables.length * share)).forEach((table, index) => {
    if (index === skippedTable || index === lostTable) return;
    const folder = `${taskId}/${table.database}/${table.table}`;
    const batches = table.batches.length === 0 ? [[]] : table.batches;
    batches.forEach((batch, at) => {
      for (const { name, bytes } of batch) {
        const key = `${folder}/${at + 1}/${nameOf(name)}`;
        bucket.put({ key, bytes, modifiedAt: now });
        files.set(key, bytes);
      }
      bucket.put({ key: `${folder}/${at + 1}/_SUCCESS`, bytes: 0, modifiedAt: now });
    });
  });
  return files;
}

/** Writes RDS's reports beside the tables. */
export function writeReports(bucket: Bucket, written: WrittenExport): void {
  const { taskId, sourceArn, snapshot, skippedTable, isCapital, now } = written;
  const put = (name: string, content: unknown): void => {
    const body = JSON.stringify(content);
    bucket.put({ key: `${taskId}/${name}`, bytes: Buffer.byteLength(body), modifiedAt: now, body });
  };
  const entries = [
    ...databasesOf(snapshot).map((database) => databaseEntry(database, isCapital)),
    ...snapshot.tables.map((_, index) => tableEntry(snapshot, index, index === skippedTable, isCapital)),
  ];
  for (let first = 0; first < entries.length; first += REPORTED) {
    const perTableStatus = entries.slice(first, first + REPORTED);
    put(`export_tables_info_${taskId}_from_${first + 1}_to_${first + perTableStatus.length}.json`, {
      [isCapital ? "PerTableStatus" : "perTableStatus"]: perTableStatus,
    });
  }
  put(`export_info_${taskId}.json`, {
    exportTaskIdentifier: taskId,
    sourceArn,
    exportOnly: [],
    taskEndTime: new Date(now).toISOString(),
    s3Bucket: bucket.name,
    s3Prefix: "",
    status: "COMPLETE",
    percentProgress: 100,
  });
}

/** What the report says of one table. */
function tableEntry(
  snapshot: PlannedSnapshot,
  index: number,
  isSkipped: boolean,
  isCapital: boolean,
): object {
  const batches = snapshot.tables[index]?.batches ?? [];
  const partitions = { numberOfPartitions: batches.length, numberOfCompletedPartitions: batches.length };
  const columns = [{ columnName: "id", originalType: "integer", expectedExportedType: "int32" }];
  const entry = isSkipped
    ? { status: "SKIPPED", sizeGB: 0, ...skippedEntry(snapshot, index) }
    : {
        tableStatistics: { partitioningInfo: partitions },
        schemaMetadata: { originalTypeMappings: columns },
        status: "COMPLETE",
        sizeGB: batches.flat().reduce((sum, { bytes }) => sum + bytes, 0) / GIB,
        target: targetOf(snapshot, index),
        ...(isCapital && { warningMessage: "" }),
      };
  return isCapital ? capital(entry) : entry;
}

/** What the report says of a whole database: it tells of no columns, and always warns. */
function databaseEntry(target: string, isCapital: boolean): object {
  const warningMessage = "Extensions of the database are not exported.";
  return isCapital
    ? capital({ target, warningMessage, schemaMetadata: null })
    : { status: "COMPLETE", target, warningMessage };
}

function capital(entry: object): object {
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]: [string, unknown]) => [
      key.charAt(0).toUpperCase() + key.slice(1),
      value,
    ]),
  );
}

function databasesOf({ tables }: PlannedSnapshot): readonly string[] {
  return [...new Set(tables.map(({ database }) => database))];
}

/** RDS's WarningMessage of an export that left out a table. */
export function skippedWarning(snapshot: PlannedSnapshot, index: number): string {
  return JSON.stringify({
    skippedTables: [skippedEntry(snapshot, index)],
    skippedObjectives: [],
    general: [],
  });
}

function skippedEntry(snapshot: PlannedSnapshot, index: number): { target: string; warningMessage: string } {
  return { target: targetOf(snapshot, index), warningMessage: "PERMISSIONS_DO_NOT_EXIST" };
}

/** `<database>.<schema>.<table>`; MySQL's tables have no schema: their folder names the database already. */
function targetOf(snapshot: PlannedSnapshot, index: number): string {
  const { database = "", table = "" } = snapshot.tables[index] ?? {};
  return table.startsWith(`${database}.`) ? table : `${database}.${table}`;
}
