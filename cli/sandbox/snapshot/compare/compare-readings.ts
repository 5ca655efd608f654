import { compareExpected, type ExpectedLanding } from "../../../../local/verify/compare-expected";
import type { LandingComparison, TableComparison } from "../../../../local/verify/compare-landing";
import type { ExpectedTable } from "../../../../local/verify/expected-tables";
import type { HeldTable } from "../../../../local/verify/held-table";
import { changesBetween, type Changes } from "../database/changes";
import { tableName, type DatabaseReading } from "../database/database-reading";
import { expected, type Readings } from "./readings";

/** A comparison of what landed with a database that may have changed meanwhile. */
export interface ReadingsComparison {
  readonly comparison: LandingComparison;
  readonly changes: Changes;
}

type Landing = Pick<ExpectedLanding, "landed" | "zone" | "onTable">;

const NO_CHANGES: Changes = { rows: [], structure: [] };

/**
 * Compares what landed with what was read of the database.
 *
 * RDS does not say which moment a snapshot is of: it lies between the two readings. A table that is the same in both is
 * what the snapshot holds, and must have landed so. One that changed in between has landed rightly as it was before or
 * as it was after; landed in between, nobody can tell, and it is a problem.
 */
export async function compareReadings(readings: Readings, landing: Landing): Promise<ReadingsComparison> {
  const reading = expected(readings);
  const comparison = await compareExpected({
    ...landing,
    expectation: reading.expectation,
    held: heldIn(reading),
    source: "database",
  });
  if (readings.kind === "since") return { comparison, changes: NO_CHANGES };
  const changes = changesBetween(readings.before, readings.after);
  const later = await compareLater(readings.after, differing(comparison, changes.rows), landing);
  const tables = comparison.tables.map((table) => settled(table, later, changes));
  return {
    changes,
    comparison: {
      ...comparison,
      tables,
      matches: tables.every(({ matches }) => matches) && comparison.unexplained.length === 0,
    },
  };
}

const heldIn =
  ({ tables }: DatabaseReading) =>
  (table: ExpectedTable): Promise<HeldTable> => {
    const held = tables.get(tableName(table));
    return Promise.resolve(held ?? { kind: "unreadable", problem: "it was not read" });
  };

const differing = ({ tables }: LandingComparison, changed: readonly string[]): readonly string[] =>
  tables.filter(({ table, matches }) => !matches && changed.includes(table)).map(({ table }) => table);

/** The same tables against the second reading. */
async function compareLater(
  after: DatabaseReading,
  names: readonly string[],
  { landed, zone }: Landing,
): Promise<readonly TableComparison[]> {
  if (names.length === 0) return [];
  const tables = after.expectation.tables.filter((table) => names.includes(tableName(table)));
  const expectation = { tables, unexported: [], undocumented: [] };
  return (await compareExpected({ expectation, held: heldIn(after), landed, zone, source: "database" }))
    .tables;
}

function settled(
  table: TableComparison,
  later: readonly TableComparison[],
  { rows, structure }: Changes,
): TableComparison {
  const after = later.find((each) => each.table === table.table);
  if (after?.matches === true) return after;
  if (table.matches) return table;
  if (structure.includes(table.table))
    return {
      ...table,
      problems: [...table.problems, "it was altered or dropped while the snapshot was taken: take another"],
    };
  if (!rows.includes(table.table)) return table;
  return {
    ...table,
    problems: [
      ...table.problems,
      `its rows changed while the snapshot was taken, and landed neither as before (${table.snapshotRows}) nor as after ` +
        `(${after?.snapshotRows ?? "none"}): take another while nobody writes`,
    ],
  };
}
