import type { Client } from "pg";
import * as z from "zod";
import { OWN_SCHEMAS } from "./contents";

/** A table and its rows; a partitioned one counts for its partitions. */
export interface TableCount {
  readonly schema: string;
  readonly table: string;
  /** undefined: the master user may not read it. */
  readonly rows: number | undefined;
}

const tablesSchema = z.array(z.object({ schema: z.string(), table: z.string(), readable: z.boolean() }));
const countSchema = z.object({ rows: z.coerce.number() });

const tablesSql = `
SELECT n.nspname AS schema, c.relname AS table,
  has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS readable
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND ${OWN_SCHEMAS} AND NOT EXISTS (
  SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY n.nspname, c.relname`;

/** Counts the rows of every table that may be read. */
export async function countTables(client: Client): Promise<readonly TableCount[]> {
  const counts: TableCount[] = [];
  for (const { schema, table, readable } of tablesSchema.parse((await client.query(tablesSql)).rows)) {
    if (!readable) {
      counts.push({ schema, table, rows: undefined });
      continue;
    }
    const name = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(table)}`;
    const found = await client.query(`SELECT count(*) AS rows FROM ${name}`);
    counts.push({ schema, table, ...countSchema.parse(found.rows[0]) });
  }
  return counts;
}

/** A table for people: names, and rows right-aligned. */
export function countLines(counts: readonly TableCount[]): readonly string[] {
  const lines = counts.map(({ schema, table, rows }) => ({
    name: `${schema}.${table}`,
    rows: rows?.toLocaleString("en-GB") ?? "may not be read",
  }));
  const nameWidth = Math.max(0, ...lines.map(({ name }) => name.length));
  const rowsWidth = Math.max(0, ...lines.map(({ rows }) => rows.length));
  return lines.map(({ name, rows }) => `  ${name.padEnd(nameWidth)}  ${rows.padStart(rowsWidth)}`);
}
