import { compareTable } from "./compare-table";
import type { TableComparison } from "./compare-table";
import type { Expectation, ExpectedTable, UndocumentedColumn, UnexportedTable } from "./expected-tables";
import type { HeldTable } from "./held-table";
import type { LandedFile, LandedFiles } from "./landed-files";
import { sortFiles, tablePartition } from "./landing-keys";

/** What must have landed, and where it is looked for. */
export interface ExpectedLanding {
  readonly expectation: Expectation;
  /** What the database holds of a table. */
  readonly held: (table: ExpectedTable) => Promise<HeldTable>;
  readonly landed: LandedFiles;
  readonly zone: {
    readonly serviceArea: string;
    readonly database: string;
    /** YYYYMMDD, UTC. */
    readonly importDate: string;
  };
  /** What holds the rows, for messages. @default "snapshot" */
  readonly source?: "snapshot" | "database";
  /** Called after each table. */
  readonly onTable?: (comparison: TableComparison) => void;
}

export interface LandingComparison {
  /** Every table of the snapshot that must land, by name. */
  readonly tables: readonly TableComparison[];
  /** Tables that have rows in the snapshot, but no file in the landing zone. */
  readonly missing: readonly string[];
  /** Tables that RDS does not export. */
  readonly unexported: readonly UnexportedTable[];
  /** Columns of types that AWS's documentation says nothing of, of tables that must land; they are compared as text. */
  readonly undocumented: readonly UndocumentedColumn[];
  /** Keys of files that belong to no table of the snapshot. */
  readonly unexplained: readonly string[];
  /** Every table matches, and there is nothing unexplained. */
  readonly matches: boolean;
}

/** Compares every table with what landed of it, and finds what landed beside them. */
export async function compareExpected(request: ExpectedLanding): Promise<LandingComparison> {
  const { expectation, held, landed, zone, source = "snapshot", onTable } = request;
  const partitionOf = ({ schema, table }: ExpectedTable): string =>
    tablePartition(zone, `${schema}.${table}`);
  const listed = await landed.list(`${zone.serviceArea}/${zone.database}/`);
  const sorted = sortFiles(listed, expectation.tables.map(partitionOf), zone.importDate);
  const tables: TableComparison[] = [];
  const unexported = [...expectation.unexported];
  const unexplained: LandedFile[] = [...sorted.unexplained];
  for (const table of expectation.tables) {
    const path = partitionOf(table);
    const files = sorted.byPartition.get(path) ?? [];
    const found = await compareTable(await held(table), landed, table, { path, files, source });
    if (found.kind === "unexported") {
      unexported.push({ name: found.table, reason: found.reason });
      unexplained.push(...files);
      continue;
    }
    tables.push(found.comparison);
    onTable?.(found.comparison);
  }
  return {
    tables,
    missing: tables
      .filter(({ snapshotRows, files }) => snapshotRows > 0 && files === 0)
      .map(({ table }) => table),
    unexported,
    undocumented: expectation.undocumented,
    unexplained: unexplained.map(({ key }) => key),
    matches: tables.every(({ matches }) => matches) && unexplained.length === 0,
  };
}
