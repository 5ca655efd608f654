import { isDeepStrictEqual } from "node:util";
import type { Expectation, ExpectedTable } from "../../../../local/verify/expected-tables";
import type { HeldTable } from "../../../../local/verify/held-table";
import { tableName, type DatabaseReading } from "./database-reading";

/** What changed in a database between two readings of it. */
export interface Changes {
  /** Tables with other rows, by `schema.table`. */
  readonly rows: readonly string[];
  /** Tables that came, went, or have other columns. */
  readonly structure: readonly string[];
}

export function changesBetween(before: DatabaseReading, after: DatabaseReading): Changes {
  const structure = structureChanges(before.expectation, after.expectation);
  return {
    structure,
    rows: [...before.tables]
      .filter(([name, held]) => !structure.includes(name) && !isSame(held, after.tables.get(name)))
      .map(([name]) => name),
  };
}

function structureChanges(before: Expectation, after: Expectation): string[] {
  const earlier = columnsByName(before.tables);
  const later = columnsByName(after.tables);
  return [...new Set([...earlier.keys(), ...later.keys()])].filter(
    (name) => !isDeepStrictEqual(earlier.get(name), later.get(name)),
  );
}

const columnsByName = (tables: readonly ExpectedTable[]): Map<string, unknown> =>
  new Map(tables.map((table) => [tableName(table), table.columns]));

function isSame(one: HeldTable, other: HeldTable | undefined): boolean {
  if (one.kind === "read" && other?.kind === "read")
    return one.rows.rows === other.rows.rows && one.rows.value === other.rows.value;
  return isDeepStrictEqual(one, other);
}
