import type { Client } from "pg";
import { explained, holdTable } from "../postgres/hold-table";
import type { SnapshotSession } from "../postgres/snapshot-session";
import type { ExpectedTable } from "./expected-tables";
import type { LandedFile, LandedFiles } from "./landed-files";
import { addParquetRows } from "./landed-rows";
import { longestRow } from "./longest-row";
import { RowChecksum } from "./row-checksum";
import { checksumSnapshot } from "./snapshot-rows";

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

export type ComparedTable =
  | { readonly kind: "compared"; readonly comparison: TableComparison }
  | { readonly kind: "unexported"; readonly table: string; readonly reason: string };

/** Where a table must have landed. */
interface Landing {
  readonly path: string;
  readonly files: readonly LandedFile[];
  /** Bytes of a row from which RDS skips its table. */
  readonly longestRow: number;
}

/** A table as the snapshot holds it. */
type SnapshotTable =
  | { readonly kind: "read"; readonly checksum: RowChecksum }
  | { readonly kind: "too long"; readonly bytes: number }
  | { readonly kind: "unreadable"; readonly problem: string };

/** Reads both sides of a table and compares every value. A snapshot that cannot be read is a problem of the table. */
export async function compareTable(
  session: SnapshotSession,
  landed: LandedFiles,
  table: ExpectedTable,
  landing: Landing,
): Promise<ComparedTable> {
  const name = `${table.schema}.${table.table}`;
  const snapshot = await readSnapshot(session, table, landing.longestRow);
  switch (snapshot.kind) {
    case "too long":
      return { kind: "unexported", table: name, reason: `a row of it has ${snapshot.bytes} bytes` };
    case "unreadable":
      return {
        kind: "compared",
        comparison: comparison(name, landing, undefined, new RowChecksum(), [snapshot.problem]),
      };
    case "read": {
      const problems: string[] = [];
      const zone = await readLanded(landed, table, landing.files, problems);
      return { kind: "compared", comparison: comparison(name, landing, snapshot.checksum, zone, problems) };
    }
  }
}

async function readSnapshot(
  session: SnapshotSession,
  table: ExpectedTable,
  limit: number,
): Promise<SnapshotTable> {
  try {
    return await session.transaction((client) => readHeld(client, table, limit));
  } catch (error) {
    const said = explained(error, `${table.schema}.${table.table}`);
    return { kind: "unreadable", problem: said instanceof Error ? said.message : String(said) };
  }
}

async function readHeld(client: Client, table: ExpectedTable, limit: number): Promise<SnapshotTable> {
  for (const heap of table.heaps) {
    await holdTable(client, heap);
    const bytes = await longestRow(client, table, heap, limit);
    if (bytes >= limit) return { kind: "too long", bytes };
  }
  return { kind: "read", checksum: await checksumSnapshot(client, table) };
}

async function readLanded(
  landed: LandedFiles,
  table: ExpectedTable,
  files: readonly LandedFile[],
  problems: string[],
): Promise<RowChecksum> {
  const zone = new RowChecksum();
  for (const file of files) {
    try {
      await addParquetRows(landed, file, table.columns, zone);
    } catch (error) {
      problems.push(`${file.key}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return zone;
}

function comparison(
  table: string,
  { path, files }: Landing,
  snapshot: RowChecksum | undefined,
  zone: RowChecksum,
  found: readonly string[],
): TableComparison {
  const problems = [...found, ...(snapshot === undefined ? [] : differences(snapshot, zone, files))];
  const held = snapshot ?? new RowChecksum();
  return {
    table,
    snapshotRows: held.rows,
    landedRows: zone.rows,
    snapshotChecksum: held.value,
    landedChecksum: zone.value,
    files: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    path,
    problems,
    matches: problems.length === 0,
  };
}

function differences(
  snapshot: RowChecksum,
  zone: RowChecksum,
  files: readonly LandedFile[],
): readonly string[] {
  const missing = files.length === 0 && snapshot.rows > 0 ? ["no file landed"] : [];
  if (snapshot.rows !== zone.rows)
    return [...missing, `${snapshot.rows} rows in the snapshot, ${zone.rows} in the landing zone`];
  return snapshot.value === zone.value ? missing : [...missing, "as many rows, but not the same values"];
}
