import type { Client } from "pg";
import { explained, holdTable } from "../postgres/hold-table";
import type { SnapshotSession } from "../postgres/snapshot-session";
import type { ExpectedTable } from "./expected-tables";
import { longestRow } from "./longest-row";
import type { RowSum } from "./row-checksum";
import { checksumSnapshot } from "./snapshot-rows";

/** A table as the database holds it at the moment that is read. */
export type HeldTable =
  | { readonly kind: "read"; readonly rows: RowSum }
  /** RDS skips it for the length of a row. */
  | { readonly kind: "too long"; readonly bytes: number }
  | { readonly kind: "unreadable"; readonly problem: string };

/**
 * Reads a whole table. What cannot be read is a problem of the table, not an error.
 *
 * @param limit bytes of a row from which RDS skips its table
 */
export async function readHeldTable(
  session: SnapshotSession,
  table: ExpectedTable,
  limit: number,
): Promise<HeldTable> {
  try {
    return await session.transaction((client) => readHeld(client, table, limit));
  } catch (error) {
    const said = explained(error, `${table.schema}.${table.table}`);
    return { kind: "unreadable", problem: said instanceof Error ? said.message : String(said) };
  }
}

async function readHeld(client: Client, table: ExpectedTable, limit: number): Promise<HeldTable> {
  for (const heap of table.heaps) {
    await holdTable(client, heap);
    const bytes = await longestRow(client, table, heap, limit);
    if (bytes >= limit) return { kind: "too long", bytes };
  }
  return { kind: "read", rows: await checksumSnapshot(client, table) };
}
