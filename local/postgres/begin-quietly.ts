import type { Client } from "pg";
import { setForTransaction, textSettings } from "./text-session";

export interface QuietOptions {
  /** Milliseconds to wait for a table that somebody keeps locked. @default 10,000 */
  readonly lockTimeout?: number;
}

/**
 * What keeps a long transaction in somebody's database alive, and keeps it from being a burden: limits that the server,
 * the database or the role set for sessions of a moment do not end it, locks are not waited for without end, and it
 * takes no more than one process of the server.
 */
const quietSettings = (lockTimeout: number): Readonly<Record<string, string>> => ({
  idle_in_transaction_session_timeout: "0",
  transaction_timeout: "0",
  statement_timeout: "0",
  lock_timeout: String(lockTimeout),
  max_parallel_workers_per_gather: "0",
  // Rows that a policy would hide make the reading fail; they are not left out without a word.
  row_security: "off",
});

/**
 * Begins a transaction that only reads.
 *
 * @param exported a snapshot of another session to take over; undefined: the database as it is now
 */
export async function beginQuietly(
  client: Client,
  exported: string | undefined,
  { lockTimeout = 10_000 }: QuietOptions,
): Promise<void> {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  // Has to be the first thing that the transaction does.
  if (exported !== undefined)
    await client.query(`SET TRANSACTION SNAPSHOT ${client.escapeLiteral(exported)}`);
  await setForTransaction(client, { ...textSettings, ...quietSettings(lockTimeout) });
}
