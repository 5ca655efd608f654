import type { ReadableSnapshot } from "../postgres/snapshot-session";
import { compareTable } from "./compare-table";
import type { TableComparison } from "./compare-table";
import { readExpectation } from "./expected-tables";
import type { ExpectedTable, UndocumentedColumn, UnexportedTable } from "./expected-tables";
import type { LandedFile, LandedFiles } from "./landed-files";
import { sortFiles, tablePartition } from "./landing-keys";
import { rdsLongestRow } from "./longest-row";

export type { TableComparison } from "./compare-table";

export interface ComparisonRequest {
  readonly snapshot: ReadableSnapshot;
  readonly landed: LandedFiles;
  readonly serviceArea: string;
  /** YYYYMMDD, UTC. */
  readonly importDate: string;
  /** Bytes of a row from which RDS skips its table. @default 2 GiB */
  readonly longestRow?: number;
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

/**
 * Compares a snapshot with what landed of it, value by value. Shares no code with the exporter: what must have landed
 * is read from the snapshot's own catalogue, its values through a cursor, and the Parquet with another library than
 * the one that wrote its rows.
 *
 * @throws Error when the snapshot or the landing zone cannot be read; a file that cannot be read is a problem of its table
 */
export async function compareLanding(request: ComparisonRequest): Promise<LandingComparison> {
  const { snapshot, landed, serviceArea, importDate } = request;
  const { database } = snapshot;
  return snapshot.read("verification", async (session) => {
    const expectation = await session.transaction((client) => readExpectation(client, snapshot.includes));
    const partitionOf = ({ schema, table }: ExpectedTable): string =>
      tablePartition({ serviceArea, database, importDate }, `${schema}.${table}`);
    const listed = await landed.list(`${serviceArea}/${database}/`);
    const sorted = sortFiles(listed, expectation.tables.map(partitionOf), importDate);
    const tables: TableComparison[] = [];
    const unexported = [...expectation.unexported];
    const unexplained: LandedFile[] = [...sorted.unexplained];
    for (const table of expectation.tables) {
      const path = partitionOf(table);
      const files = sorted.byPartition.get(path) ?? [];
      const { longestRow = rdsLongestRow } = request;
      const found = await compareTable(session, landed, table, { path, files, longestRow });
      if (found.kind === "unexported") {
        unexported.push({ name: found.table, reason: found.reason });
        unexplained.push(...files);
        continue;
      }
      tables.push(found.comparison);
      request.onTable?.(found.comparison);
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
  });
}
