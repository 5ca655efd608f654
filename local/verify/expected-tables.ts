import type { Client } from "pg";
import * as z from "zod";
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
  /** Its rows lie in partitions. */
  readonly partitioned: boolean;
}

/** A table that RDS's export skips, and why. */
export interface UnexportedTable {
  /** `schema.table` */
  readonly name: string;
  readonly reason: string;
}

export interface Expectation {
  readonly tables: readonly ExpectedTable[];
  readonly unexported: readonly UnexportedTable[];
}

/**
 * Types that keep a type of their own in Parquet, by their names in the information schema; everything else is text.
 * Written down a second time on purpose, as is the rest of this file: a verification that asked the exporter what to
 * expect would agree with its mistakes.
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

const tableSchema = z.object({
  table_schema: z.string(),
  table_name: z.string(),
  unlogged: z.boolean(),
  partition: z.boolean(),
  partitioned: z.boolean(),
});

const columnSchema = z.object({
  table_schema: z.string(),
  table_name: z.string(),
  column_name: z.string(),
  data_type: z.string(),
  domain_name: z.string().nullable(),
});

const tablesSql = `
SELECT t.table_schema, t.table_name,
  c.relpersistence = 'u' AS unlogged, c.relispartition AS partition, p.partrelid IS NOT NULL AS partitioned
FROM information_schema.tables t
JOIN pg_catalog.pg_class c
  ON c.oid = format('%I.%I', t.table_schema, t.table_name)::regclass
LEFT JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = c.oid
WHERE t.table_type = 'BASE TABLE' AND t.table_schema NOT IN ('pg_catalog', 'information_schema')
ORDER BY 1, 2`;

const columnsSql = `
SELECT table_schema, table_name, column_name, data_type, domain_name
FROM information_schema.columns ORDER BY table_schema, table_name, ordinal_position`;

/** @returns what an export of this database must hold, from its own catalogue */
export async function readExpectation(client: Client): Promise<Expectation> {
  const columns = new Map<string, ExpectedColumn[]>();
  for (const row of z.array(columnSchema).parse((await client.query(columnsSql)).rows)) {
    const name = JSON.stringify([row.table_schema, row.table_name]);
    const kind = row.domain_name === null ? (kinds[row.data_type] ?? "text") : "text";
    columns.set(name, [...(columns.get(name) ?? []), { name: row.column_name, kind }]);
  }
  const tables: ExpectedTable[] = [];
  const unexported: UnexportedTable[] = [];
  for (const row of z.array(tableSchema).parse((await client.query(tablesSql)).rows)) {
    if (row.partition) continue;
    const table = {
      schema: row.table_schema,
      table: row.table_name,
      columns: columns.get(JSON.stringify([row.table_schema, row.table_name])) ?? [],
      partitioned: row.partitioned,
    };
    const reason = whyUnexported(table, row.unlogged);
    if (reason === undefined) tables.push(table);
    else unexported.push({ name: `${table.schema}.${table.table}`, reason });
  }
  return { tables, unexported };
}

/** Signs that no column's name may hold: RDS's limitations (USER_ExportSnapshot). */
const refusedSigns = [",", ";", "{", "}", "(", ")", "\n", "\t", "=", " "];

function whyUnexported(table: ExpectedTable, unlogged: boolean): string | undefined {
  if (unlogged) return "the table is unlogged";
  if (table.table.includes("/")) return "its name has a slash";
  if (table.columns.length === 0) return "it has no columns";
  const column = table.columns.find(({ name }) => refusedSigns.some((sign) => name.includes(sign)));
  return column === undefined
    ? undefined
    : `the name of column ${JSON.stringify(column.name)} cannot be exported`;
}
