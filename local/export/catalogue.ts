import type { Client } from "pg";
import * as z from "zod";
import { parquetKind } from "./parquet-kind";
import type { ParquetKind } from "./parquet-kind";

export interface ExportColumn {
  readonly name: string;
  readonly kind: ParquetKind;
  /** The type as information_schema names it: `integer`, `ARRAY`, `USER-DEFINED` … */
  readonly originalType: string;
  /** Zero where the type has none, as RDS reports it. */
  readonly charMaxLength: number;
  readonly numPrecision: number;
  readonly dateTimePrecision: number;
}

/** A table that holds rows: an ordinary one, or a partition. */
export interface Heap {
  readonly schema: string;
  readonly table: string;
  /** Pages of the table itself. */
  readonly pages: number;
  /** Bytes, with what is stored out of line. */
  readonly bytes: number;
}

/** A table as RDS exports it: a partitioned one is a single table, whose rows lie in several heaps. */
export interface ExportTable {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly ExportColumn[];
  readonly heaps: readonly Heap[];
}

const rowSchema = z.object({
  schema: z.string(),
  table: z.string(),
  columns: z.array(
    z.object({
      name: z.string(),
      typeName: z.string(),
      typeCategory: z.string(),
      originalType: z.string(),
      charMaxLength: z.number(),
      numPrecision: z.number(),
      dateTimePrecision: z.number(),
    }),
  ),
  heaps: z.array(z.object({ schema: z.string(), table: z.string(), pages: z.number(), bytes: z.number() })),
});

// Left out, as RDS does: views, materialised views, foreign tables, temporary and unlogged tables. Partitions come
// with their parent; a child made by INHERITS is a table of its own.
const tablesSql = `
SELECT n.nspname AS schema, c.relname AS table,
  coalesce((SELECT json_agg(json_build_object(
      'name', a.attname, 'typeName', t.typname, 'typeCategory', t.typtype,
      'originalType', coalesce(i.data_type, format_type(a.atttypid, a.atttypmod)),
      'charMaxLength', coalesce(i.character_maximum_length, 0),
      'numPrecision', coalesce(i.numeric_precision, 0),
      'dateTimePrecision', coalesce(i.datetime_precision, 0)) ORDER BY a.attnum)
    FROM pg_attribute a
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN information_schema.columns i
      ON i.table_schema = n.nspname AND i.table_name = c.relname AND i.column_name = a.attname
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '[]') AS columns,
  coalesce((SELECT json_agg(json_build_object(
      'schema', hn.nspname, 'table', h.relname,
      'pages', pg_relation_size(h.oid) / current_setting('block_size')::int,
      'bytes', pg_table_size(h.oid)) ORDER BY h.oid)
    FROM (SELECT relid FROM pg_partition_tree(c.oid) WHERE isleaf UNION SELECT c.oid WHERE c.relkind = 'r') leaf
    JOIN pg_class h ON h.oid = leaf.relid AND h.relkind = 'r' AND h.relpersistence = 'p'
    JOIN pg_namespace hn ON hn.oid = h.relnamespace), '[]') AS heaps
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND c.relpersistence = 'p' AND NOT c.relispartition
  AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
ORDER BY n.nspname, c.relname`;

/** @returns every table of the database that RDS would look at, by schema and name in code point order */
export async function readTables(client: Client): Promise<readonly ExportTable[]> {
  const { rows } = await client.query(tablesSql);
  return z
    .array(rowSchema)
    .parse(rows)
    .map((row) => ({
      ...row,
      columns: row.columns.map(({ typeName, typeCategory, ...column }) => ({
        ...column,
        kind: parquetKind({ name: typeName, category: typeCategory }),
      })),
    }));
}
