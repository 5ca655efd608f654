import type { ReadableSnapshot } from "../postgres/snapshot-session";
import { compareExpected } from "./compare-expected";
import type { LandingComparison } from "./compare-expected";
import type { TableComparison } from "./compare-table";
import { readExpectation } from "./expected-tables";
import { readHeldTable } from "./held-table";
import type { LandedFiles } from "./landed-files";
import { rdsLongestRow } from "./longest-row";

export type { LandingComparison } from "./compare-expected";
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

/**
 * Compares a snapshot with what landed of it, value by value. Shares no code with the exporter: what must have landed
 * is read from the snapshot's own catalogue, its values through a cursor, and the Parquet with another library than
 * the one that wrote its rows.
 *
 * @throws Error when the snapshot or the landing zone cannot be read; a file that is no such Parquet as is expected is a
 *   problem of its table
 */
export async function compareLanding(request: ComparisonRequest): Promise<LandingComparison> {
  const { snapshot, landed, serviceArea, importDate, longestRow = rdsLongestRow, onTable } = request;
  return snapshot.read("verification", async (session) =>
    compareExpected({
      expectation: await session.transaction((client) => readExpectation(client, snapshot.includes)),
      held: (table) => readHeldTable(session, table, longestRow),
      landed,
      zone: { serviceArea, database: snapshot.database, importDate },
      ...(onTable === undefined ? {} : { onTable }),
    }),
  );
}
