import type { Client } from "pg";
import * as z from "zod";
import { tablesSql } from "./catalogue-sql";
import { parquetKind } from "./parquet-kind";
import type { ParquetKind } from "./parquet-kind";

export interface ExportColumn {
  readonly name: string;
  readonly kind: ParquetKind;
  /** pg_type.typname, such as `int4`; with {@link kind} it decides how a value's length is measured. */
  readonly typeName: string;
  /** The type as information_schema names it: `integer`, `ARRAY`, `USER-DEFINED` … */
  readonly originalType: string;
  /** Zero where the type has none, as RDS reports it. */
  readonly charMaxLength: number;
  readonly numPrecision: number;
  readonly dateTimePrecision: number;
}

/** A table that holds rows: an ordinary one, or a partition. */
export interface Heap {
  readonly oid: number;
  readonly schema: string;
  readonly table: string;
  /** Pages of the table itself as VACUUM or ANALYZE last saw them: no more than an estimate. */
  readonly pages: number;
}

/** A table as RDS exports it: a partitioned one is a single table, whose rows lie in several heaps. */
export interface ExportTable {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly ExportColumn[];
  readonly heaps: readonly Heap[];
  /** The role may read every row: false where it lacks SELECT on the table or on a partition, or USAGE of a schema. */
  readonly readable: boolean;
  /** Row-level security would hide rows from the role. */
  readonly filtered: boolean;
}

const rowSchema = z.object({
  schema: z.string(),
  table: z.string(),
  columns: z.array(
    z.object({
      name: z.string(),
      typeName: z.string(),
      typeCategory: z.string(),
      builtIn: z.boolean(),
      originalType: z.string(),
      charMaxLength: z.number(),
      numPrecision: z.number(),
      dateTimePrecision: z.number(),
    }),
  ),
  heaps: z.array(z.object({ oid: z.number(), schema: z.string(), table: z.string(), pages: z.number() })),
  readable: z.boolean(),
  filtered: z.boolean(),
});

/** @returns every table of the database that RDS would look at, by schema and name in code point order */
export async function readTables(client: Client): Promise<readonly ExportTable[]> {
  const { rows } = await client.query(tablesSql);
  return z
    .array(rowSchema)
    .parse(rows)
    .map((row) => ({
      ...row,
      columns: row.columns.map(({ typeCategory, builtIn, ...column }) => ({
        ...column,
        kind: parquetKind({ name: column.typeName, category: typeCategory, builtIn }),
      })),
    }));
}
