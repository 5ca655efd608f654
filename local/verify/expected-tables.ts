import type { Client } from "pg";
import { isDocumented } from "./documented-types";
import { readColumns, readRelations } from "./snapshot-catalogue";
import type { CatalogueColumn, Relation } from "./snapshot-catalogue";
import type { ValueKind } from "./value-kind";

export interface ExpectedColumn {
  readonly name: string;
  readonly kind: ValueKind;
}

/** A table of the snapshot that must have landed. */
export interface ExpectedTable {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly ExpectedColumn[];
  /** Where its rows lie: in itself, or in its partitions. */
  readonly heaps: readonly Relation[];
}

/** A table that RDS's export skips, and why. */
export interface UnexportedTable {
  /** `schema.table` */
  readonly name: string;
  readonly reason: string;
}

/** A column of a type that AWS's documentation says nothing of: it arrives as PostgreSQL writes it as text. */
export interface UndocumentedColumn {
  /** `schema.table` */
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

export interface Expectation {
  readonly tables: readonly ExpectedTable[];
  readonly unexported: readonly UnexportedTable[];
  /** Of tables that must have landed. */
  readonly undocumented: readonly UndocumentedColumn[];
}

/**
 * Types that keep a type of their own in Parquet, as PostgreSQL names them; everything else is text. Written down a
 * second time on purpose, as is the rest of this file: a verification that asked the exporter what to expect would
 * agree with its mistakes.
 */
const kinds: Readonly<Partial<Record<string, ValueKind>>> = {
  boolean: "boolean",
  smallint: "integer16",
  integer: "integer32",
  bigint: "integer64",
  real: "float32",
  "double precision": "float64",
  bytea: "bytes",
};

/**
 * @param includes whether a table belongs to the snapshot
 * @returns what an export of this database must hold, from its own catalogue
 */
export async function readExpectation(
  client: Client,
  includes: (table: { readonly schema: string; readonly table: string }) => boolean,
): Promise<Expectation> {
  const relations = await readRelations(client);
  const tops = relations.filter(
    (relation) => relation.kind !== "f" && relation.partition_of === null && includes(relation),
  );
  const columnsOf = byRelation(
    await readColumns(
      client,
      tops.map(({ oid }) => oid),
    ),
  );
  const tables: ExpectedTable[] = [];
  const unexported: UnexportedTable[] = [];
  const undocumented: UndocumentedColumn[] = [];
  for (const top of tops) {
    const columns = columnsOf.get(top.oid) ?? [];
    const leaves = leavesOf(top, relations);
    const reason = whyUnexported(top, columns, leaves);
    if (reason !== undefined) {
      unexported.push({ name: nameOf(top), reason });
      continue;
    }
    const { schema, table } = top;
    tables.push({ schema, table, columns: columns.map(expectedColumn), heaps: leaves.filter(isExported) });
    for (const leaf of leaves.filter((each) => !isExported(each)))
      unexported.push({ name: nameOf(leaf), reason: whyLeafUnexported(top, leaf) });
    for (const { name, type, kind, array } of columns)
      if (!isDocumented(type, kind, array)) undocumented.push({ table: nameOf(top), column: name, type });
  }
  return { tables, unexported, undocumented };
}

const nameOf = ({ schema, table }: Relation): string => `${schema}.${table}`;

function byRelation(columns: readonly CatalogueColumn[]): ReadonlyMap<number, readonly CatalogueColumn[]> {
  const sorted = new Map<number, CatalogueColumn[]>();
  for (const column of columns) {
    const known = sorted.get(column.relation);
    if (known === undefined) sorted.set(column.relation, [column]);
    else known.push(column);
  }
  return sorted;
}

const expectedColumn = ({ name, type, array }: CatalogueColumn): ExpectedColumn => ({
  name,
  kind: array ? "text" : (kinds[type] ?? "text"),
});

/** The relation itself, or what a partitioned table is made of at the lowest level. */
function leavesOf(relation: Relation, all: readonly Relation[]): readonly Relation[] {
  if (relation.kind !== "p") return [relation];
  return all
    .filter(({ partition_of: parent }) => parent === relation.oid)
    .flatMap((part) => leavesOf(part, all))
    .sort((left, right) => left.oid - right.oid);
}

const isExported = ({ kind, persistence }: Relation): boolean => kind === "r" && persistence === "p";

const whyLeafUnexported = (top: Relation, { kind }: Relation): string =>
  `the partition of ${nameOf(top)} is ${kind === "f" ? "a foreign table" : "unlogged"}`;

/** Signs that no column's name may hold: RDS's limitations (USER_ExportSnapshot). */
const refusedSigns = [",", ";", "{", "}", "(", ")", "\n", "\t", "=", " "];

function whyUnexported(
  top: Relation,
  columns: readonly CatalogueColumn[],
  leaves: readonly Relation[],
): string | undefined {
  if (top.persistence === "u") return "the table is unlogged";
  if (top.table.includes("/")) return "its name has a slash";
  if (columns.length === 0) return "it has no columns";
  const column = columns.find(({ name }) => refusedSigns.some((sign) => name.includes(sign)));
  if (column !== undefined) return `the name of column ${JSON.stringify(column.name)} cannot be exported`;
  const read = [top, ...leaves.filter(isExported)];
  const closed = read.find(({ readable }) => !readable);
  if (closed !== undefined)
    return closed === top
      ? "the user may not read it"
      : `the user may not read its partition ${nameOf(closed)}`;
  return read.some(({ filtered }) => filtered)
    ? "row-level security hides rows of it from the user"
    : undefined;
}
