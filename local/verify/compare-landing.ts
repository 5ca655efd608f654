import type { Client } from "pg";
import type { ConnectionSettings } from "../postgres/server";
import { beginReading } from "../postgres/text-session";
import { withClient } from "../postgres/with-client";
import { readExpectation } from "./expected-tables";
import type { ExpectedTable, UnexportedTable } from "./expected-tables";
import type { LandedFile, LandedFiles } from "./landed-files";
import { addParquetRows } from "./landed-rows";
import { sortFiles, tablePartition } from "./landing-keys";
import { RowChecksum } from "./row-checksum";
import { checksumSnapshot } from "./snapshot-rows";

export interface ComparisonRequest {
  /** The snapshot's copy of the database. */
  readonly snapshot: ConnectionSettings;
  /** Name of the database in the landing zone's paths: the one that was copied. */
  readonly database: string;
  readonly landed: LandedFiles;
  readonly serviceArea: string;
  /** YYYYMMDD, UTC. */
  readonly importDate: string;
  /** Called after each table. */
  readonly onTable?: (comparison: TableComparison) => void;
}

/** One table, as it is in the snapshot and as it landed. */
export interface TableComparison {
  /** `schema.table` */
  readonly table: string;
  readonly snapshotRows: number;
  readonly landedRows: number;
  /** Over every value of every row, whatever their order; 32 hexadecimal digits. */
  readonly snapshotChecksum: string;
  readonly landedChecksum: string;
  readonly files: number;
  readonly bytes: number;
  /** Folder in the landing zone, with a slash at its end. */
  readonly path: string;
  /** What is wrong, in words; empty when everything matches. */
  readonly problems: readonly string[];
  readonly matches: boolean;
}

export interface LandingComparison {
  /** Every table of the snapshot that must land, by name. */
  readonly tables: readonly TableComparison[];
  /** Tables that have rows in the snapshot, but no file in the landing zone. */
  readonly missing: readonly string[];
  /** Tables that RDS does not export. */
  readonly unexported: readonly UnexportedTable[];
  /** Keys of files that belong to no table of the snapshot. */
  readonly unexplained: readonly string[];
  /** Every table matches, and there is nothing unexplained. */
  readonly matches: boolean;
}

/**
 * Compares a snapshot with what landed of it, value by value. Shares no code with the exporter: what must have landed
 * is read from the snapshot's own catalogue, its values through a cursor, and the Parquet with another library than
 * the one that wrote its rows.
 *
 * @throws Error when the snapshot or the landing zone cannot be read; a file that cannot be read is a problem of its table
 */
export async function compareLanding(request: ComparisonRequest): Promise<LandingComparison> {
  return withClient(request.snapshot, "verification", async (client) => {
    await beginReading(client);
    const { tables: expected, unexported } = await readExpectation(client);
    const partitionOf = (table: ExpectedTable): string =>
      tablePartition(request, `${table.schema}.${table.table}`);
    const listed = await request.landed.list(`${request.serviceArea}/${request.database}/`);
    const { byPartition, unexplained } = sortFiles(listed, expected.map(partitionOf), request.importDate);
    const tables: TableComparison[] = [];
    for (const table of expected) {
      const path = partitionOf(table);
      const comparison = await compareTable(client, request.landed, table, path, byPartition.get(path) ?? []);
      tables.push(comparison);
      request.onTable?.(comparison);
    }
    return {
      tables,
      missing: tables
        .filter(({ snapshotRows, files }) => snapshotRows > 0 && files === 0)
        .map(({ table }) => table),
      unexported,
      unexplained: unexplained.map(({ key }) => key),
      matches: tables.every(({ matches }) => matches) && unexplained.length === 0,
    };
  });
}

async function compareTable(
  client: Client,
  landed: LandedFiles,
  table: ExpectedTable,
  path: string,
  files: readonly LandedFile[],
): Promise<TableComparison> {
  const problems: string[] = [];
  const snapshot = await checksumSnapshot(client, table);
  const zone = new RowChecksum();
  for (const file of files) {
    try {
      await addParquetRows(landed, file, table.columns, zone);
    } catch (error) {
      problems.push(`${file.key}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (files.length === 0 && snapshot.rows > 0) problems.push("no file landed");
  if (snapshot.rows !== zone.rows)
    problems.push(`${snapshot.rows} rows in the snapshot, ${zone.rows} in the landing zone`);
  else if (snapshot.value !== zone.value) problems.push("as many rows, but not the same values");
  return {
    table: `${table.schema}.${table.table}`,
    snapshotRows: snapshot.rows,
    landedRows: zone.rows,
    snapshotChecksum: snapshot.value,
    landedChecksum: zone.value,
    files: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    path,
    problems,
    matches: problems.length === 0,
  };
}
