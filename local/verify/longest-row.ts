import type { Client } from "pg";
import * as z from "zod";
import type { ExpectedTable } from "./expected-tables";
import type { Relation } from "./snapshot-catalogue";

/** RDS skips a table with a row of about 2 GB or more (USER_ExportSnapshot, limitations). */
export const rdsLongestRow = 2 * 1024 ** 3;

const answerSchema = z.object({ bytes: z.coerce.number().nullable() });

/** How much smaller a row may be where it is stored than when it is written out: more than any compression does. */
const mostCompressed = 8192;
/** Bytes of a page, which is all that a row can fill outside of the table's out-of-line storage. */
const page = 8192;

/**
 * Bytes of a table's longest row when it is written out, or 0 when what is stored is too little for a row of the
 * limit.
 */
export async function longestRow(
  client: Client,
  { columns }: ExpectedTable,
  heap: Relation,
  limit: number,
): Promise<number> {
  const name = `${client.escapeIdentifier(heap.schema)}.${client.escapeIdentifier(heap.table)}`;
  const stored = await client.query(
    "SELECT coalesce(pg_relation_size(nullif(reltoastrelid, 0)), 0) AS bytes FROM pg_class WHERE oid = $1",
    [heap.oid],
  );
  const { bytes } = answerSchema.parse(stored.rows[0]);
  if (((bytes ?? 0) + page) * mostCompressed < limit) return 0;
  const lengths = columns.map(({ name: column, kind }) => {
    const value = client.escapeIdentifier(column);
    return `coalesce(octet_length(${kind === "bytes" ? value : `format('%s', ${value})`}), 0)::bigint`;
  });
  const longest = await client.query(`SELECT max(${lengths.join(" + ")}) AS bytes FROM ONLY ${name}`);
  return answerSchema.parse(longest.rows[0]).bytes ?? 0;
}
