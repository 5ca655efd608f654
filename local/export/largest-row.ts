import type { Client } from "pg";
import * as z from "zod";
import type { ExportColumn, Heap } from "./catalogue";
import type { ExportLimits } from "./export-limits";

/** What is too large in a table, worst first: a value fails the export, a row has its table skipped. */
export type Oversize =
  | { readonly kind: "none" }
  | { readonly kind: "row"; readonly bytes: number }
  /** The column is unknown when the value is so large that PostgreSQL itself cannot print it. */
  | { readonly kind: "value"; readonly column?: string };

/**
 * A value takes at least its length divided by this where it is stored: no compression of PostgreSQL's (pglz about
 * 90, LZ4 255) with any text form comes near. Rows that are stored in less need not be unpacked to be measured.
 */
const mostCompressed = 8192;

const largestSchema = z.object({ place: z.number().nullable(), row: z.number().nullable() });

/**
 * Looks for values and rows that RDS does not export, on the server's side: their lengths are asked for, not the values
 * themselves.
 */
export async function findOversize(
  client: Client,
  heap: Heap,
  bytes: number,
  columns: readonly ExportColumn[],
  limits: ExportLimits,
): Promise<Oversize> {
  const suspicious = Math.floor(Math.min(limits.valueBytes, limits.rowBytes) / mostCompressed);
  const measured = columns.filter((column) => !isShort(column));
  if (bytes < suspicious || measured.length === 0) return { kind: "none" };
  try {
    const { rows } = await client.query(measureSql(client, heap, measured, limits, suspicious));
    const { place, row } = largestSchema.parse(rows[0]);
    const column = place === null ? undefined : measured[place - 1]?.name;
    if (column !== undefined) return { kind: "value", column };
    return row === null ? { kind: "none" } : { kind: "row", bytes: row };
  } catch (error) {
    if (isBeyondPostgres(error)) return { kind: "value" };
    throw error;
  }
}

function measureSql(
  client: Client,
  heap: Heap,
  columns: readonly ExportColumn[],
  { valueBytes, rowBytes }: ExportLimits,
  suspicious: number,
): string {
  const from = `${client.escapeIdentifier(heap.schema)}.${client.escapeIdentifier(heap.table)}`;
  const stored = columns.map(({ name }) => `coalesce(pg_column_size(${client.escapeIdentifier(name)}), 0)`);
  const lengths = columns.map((column) => lengthOf(column, client.escapeIdentifier(column.name)));
  return `
    SELECT min(place) AS place, max(total) FILTER (WHERE total >= ${rowBytes})::float8 AS row
    FROM (SELECT array[${lengths.join(", ")}]::bigint[] AS lengths FROM ONLY ${from}
      WHERE ${stored.join(" + ")} >= ${suspicious}) suspect
    CROSS JOIN LATERAL (SELECT sum(length) AS total,
      min(ordinality) FILTER (WHERE length >= ${valueBytes})::int AS place
      FROM unnest(lengths) WITH ORDINALITY AS each (length, ordinality)) found`;
}

/** A value of a gigabyte or more has no text in PostgreSQL. */
function isBeyondPostgres(error: unknown): boolean {
  if (typeof error !== "object" || error === null || !("code" in error)) return false;
  const allocation =
    "message" in error && String(error.message).includes("invalid memory alloc request size");
  return error.code === "54000" || (error.code === "XX000" && allocation);
}

/** Types whose values are never long. */
const isShort = ({ kind, originalType }: ExportColumn): boolean =>
  (kind !== "text" && kind !== "bytes") ||
  /^(date|time|interval|uuid|money|inet|cidr|macaddr|name|oid|pg_lsn)/.test(originalType);

/** Types whose length PostgreSQL knows without unpacking the value. */
const known = ["bytea", "text", "varchar", "bpchar"];

const lengthOf = ({ typeName, kind }: ExportColumn, name: string): string =>
  kind === "bytes" || known.includes(typeName) ? `octet_length(${name})` : `octet_length(${name}::text)`;
