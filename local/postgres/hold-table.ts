import type { Client } from "pg";
import * as z from "zod";
import { SnapshotError } from "./snapshot-error";

/** A table by what a snapshot's catalogue says of it. */
export interface HeldTable {
  readonly oid: number;
  readonly schema: string;
  readonly table: string;
}

const stateSchema = z.object({ same: z.boolean(), kept: z.boolean(), pages: z.number(), bytes: z.number() });

// Functions such as pg_relation_filenode and to_regclass answer from the catalogue as it is now, the row of pg_class
// is the snapshot's: TRUNCATE and everything that rewrites a table give it another file.
const stateSql = `
SELECT coalesce(to_regclass($2) = c.oid, false) AS same,
  coalesce(pg_relation_filenode(c.oid) = c.relfilenode, false) AS kept,
  (coalesce(pg_relation_size(c.oid), 0) / current_setting('block_size')::int)::int AS pages,
  coalesce(pg_table_size(c.oid), 0)::float8 AS bytes
FROM pg_class c WHERE c.oid = $1`;

/**
 * Locks a table against being dropped, emptied by TRUNCATE or altered until the transaction ends (ACCESS SHARE: nobody
 * who reads or writes rows waits for it), and makes sure that none of this has happened since the snapshot: rows that
 * were there then would be missing without a word.
 *
 * @returns its size as it is now
 * @throws SnapshotError when the table is not any more what the snapshot saw, or stays locked by somebody
 */
export async function holdTable(
  client: Client,
  { oid, schema, table }: HeldTable,
): Promise<{ readonly pages: number; readonly bytes: number }> {
  const name = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(table)}`;
  try {
    await client.query(`LOCK TABLE ONLY ${name} IN ACCESS SHARE MODE`);
  } catch (error) {
    throw explained(error, `${schema}.${table}`);
  }
  const state = stateSchema.optional().parse((await client.query(stateSql, [oid, name])).rows[0]);
  if (state?.same !== true) throw new SnapshotError(gone(`${schema}.${table}`));
  if (!state.kept)
    throw new SnapshotError(
      `${schema}.${table} was emptied or rewritten after the snapshot (TRUNCATE, VACUUM FULL, CLUSTER or ` +
        "ALTER TABLE): the rows of that moment cannot be read any more. Take another snapshot",
    );
  return state;
}

const gone = (name: string): string =>
  `${name} was dropped, renamed or moved after the snapshot: it cannot be read any more. Take another snapshot`;

const explanations: Readonly<Partial<Record<string, (name: string) => string>>> = {
  "55P03": (name) =>
    `${name} is locked by somebody who keeps readers out (see pg_locks); it was waited for as long as lock_timeout ` +
    "says. Try again when the lock is gone",
  "42P01": gone,
  "3F000": gone,
  "42703": (name) =>
    `${name} lost a column after the snapshot: it cannot be read any more. Take another snapshot`,
  "42501": (name) => `${name} may not be read any more: a right was taken back after the snapshot`,
};

/** An error of PostgreSQL about a table, in words that help; any other error stays what it is. */
export function explained(error: unknown, table: string): unknown {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  const explanation = explanations[code];
  return explanation === undefined ? error : new SnapshotError(explanation(table), { cause: error });
}
