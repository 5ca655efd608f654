import type { ExpectedTable } from "./expected-tables";
import type { HeldTable } from "./held-table";
import type { LandedFile, LandedFiles } from "./landed-files";
import { addParquetRows } from "./landed-rows";
import { ReadFailures } from "./read-failures";
import { RowChecksum, type RowSum } from "./row-checksum";

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
  /** What holds the rows that must have landed, for messages. */
  readonly source: "snapshot" | "database";
}

/**
 * Reads what landed of a table and compares every value with what the database holds.
 *
 * @throws what `landed.read` throws: then nothing is known of the data. A file that is read and is not as expected is a
 *   problem of its table
 */
export async function compareTable(
  held: HeldTable,
  landed: LandedFiles,
  table: ExpectedTable,
  landing: Landing,
): Promise<ComparedTable> {
  const name = `${table.schema}.${table.table}`;
  switch (held.kind) {
    case "too long":
      return { kind: "unexported", table: name, reason: `a row of it has ${held.bytes} bytes` };
    case "unreadable":
      return {
        kind: "compared",
        comparison: comparison(name, landing, undefined, new RowChecksum(), [held.problem]),
      };
    case "read": {
      const problems: string[] = [];
      const zone = await readLanded(landed, table, landing.files, problems);
      return { kind: "compared", comparison: comparison(name, landing, held.rows, zone, problems) };
    }
  }
}

async function readLanded(
  landed: LandedFiles,
  table: ExpectedTable,
  files: readonly LandedFile[],
  problems: string[],
): Promise<RowChecksum> {
  const zone = new RowChecksum();
  for (const file of files) {
    const reads = new ReadFailures(landed);
    try {
      await addParquetRows(reads, file, table.columns, zone);
    } catch (error) {
      reads.throwFirst();
      problems.push(`${file.key}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return zone;
}

function comparison(
  table: string,
  landing: Landing,
  snapshot: RowSum | undefined,
  zone: RowSum,
  found: readonly string[],
): TableComparison {
  const problems = [...found, ...(snapshot === undefined ? [] : differences(snapshot, zone, landing))];
  const { path, files } = landing;
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
  snapshot: RowSum,
  zone: RowSum,
  { files, source }: Pick<Landing, "files" | "source">,
): readonly string[] {
  const missing = files.length === 0 && snapshot.rows > 0 ? ["no file landed"] : [];
  if (snapshot.rows !== zone.rows)
    return [...missing, `${snapshot.rows} rows in the ${source}, ${zone.rows} in the landing zone`];
  return snapshot.value === zone.value ? missing : [...missing, "as many rows, but not the same values"];
}
