import type { Client } from "pg";
import * as z from "zod";

/** Anything that holds rows, or shows those of others, by what the snapshot's catalogue says. */
export interface Relation {
  readonly oid: number;
  readonly schema: string;
  readonly table: string;
  /** pg_class.relkind: r table, p partitioned table, f foreign table. */
  readonly kind: string;
  /** pg_class.relpersistence: p permanent, u unlogged, t temporary. */
  readonly persistence: string;
  /** The partitioned table that this is a partition of. */
  readonly partition_of: number | null;
  /** The role may read it. */
  readonly readable: boolean;
  /** Row-level security applies to the role. */
  readonly filtered: boolean;
}

export interface CatalogueColumn {
  readonly relation: number;
  readonly name: string;
  /** As format_type() names it, without length or precision. */
  readonly type: string;
  /** pg_type.typtype. */
  readonly kind: string;
  readonly array: boolean;
}

const relationSchema = z.object({
  oid: z.number(),
  schema: z.string(),
  table: z.string(),
  kind: z.string(),
  persistence: z.string(),
  partition_of: z.number().nullable(),
  readable: z.boolean(),
  filtered: z.boolean(),
});

const columnSchema = z.object({
  relation: z.number(),
  name: z.string(),
  type: z.string(),
  kind: z.string(),
  array: z.boolean(),
});

// What was dropped since the snapshot has no rights any more: it is not for lack of them that it cannot be read.
const relationsSql = `
SELECT c.oid AS oid, s.nspname AS schema, c.relname AS table, c.relkind AS kind,
  c.relpersistence AS persistence,
  (SELECT i.inhparent FROM pg_inherits i WHERE i.inhrelid = c.oid AND c.relispartition) AS partition_of,
  has_schema_privilege(s.oid, 'USAGE') IS NOT FALSE AND has_table_privilege(c.oid, 'SELECT') IS NOT FALSE AS readable,
  row_security_active(c.oid) IS TRUE AS filtered
FROM pg_namespace s JOIN pg_class c ON c.relnamespace = s.oid
WHERE c.relkind = ANY ('{r,p,f}') AND c.relpersistence <> 't'
  AND s.nspname NOT LIKE 'pg\\_%' AND s.nspname <> 'information_schema'
ORDER BY 2, 3`;

const columnsSql = `
SELECT a.attrelid AS relation, a.attname AS name, format_type(a.atttypid, NULL) AS type,
  t.typtype AS kind, t.typelem <> 0 AND t.typlen = -1 AS array
FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
WHERE a.attrelid = ANY ($1::oid[]) AND a.attnum >= 1 AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum`;

export async function readRelations(client: Client): Promise<readonly Relation[]> {
  return z.array(relationSchema).parse((await client.query(relationsSql)).rows);
}

/** The columns of these relations, in their order. */
export async function readColumns(
  client: Client,
  relations: readonly number[],
): Promise<readonly CatalogueColumn[]> {
  return z.array(columnSchema).parse((await client.query(columnsSql, [relations])).rows);
}
