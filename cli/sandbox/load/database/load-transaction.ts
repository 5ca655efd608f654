import type { Client } from "pg";
import { setForTransaction } from "../../../../local/postgres/text-session";
import { CommandError } from "../../../shared/command/command-error";
import { codeOf } from "../../../../local/shared/error-facts";

/** For the time of a load nothing that the database or the role sets for sessions of a moment ends it. */
const SETTINGS: Readonly<Record<string, string>> = {
  idle_in_transaction_session_timeout: "0",
  transaction_timeout: "0",
  statement_timeout: "0",
  lock_timeout: "30s",
};

/** How long another load is waited for: an interrupted one may take a moment to be gone. */
const LOCK_TIMEOUT = "5s";
const LOCK_NAME = "db-snapshot-to-s3 sandbox:load";
const LOCK_NOT_AVAILABLE = "55P03";

export async function setForLoad(client: Client): Promise<void> {
  await setForTransaction(client, SETTINGS);
}

/** Takes back what a file has set for the session. */
export async function freshSettings(client: Client): Promise<void> {
  await client.query("RESET SESSION AUTHORIZATION");
  await client.query("RESET ALL");
  await setForLoad(client);
}

/**
 * Works in one transaction, of which there is one at a time in a database: all of it is there afterwards, or nothing.
 *
 * @throws CommandError when another load is going on
 */
export async function loadTransaction<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    await setForLoad(client);
    await lock(client);
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    // What went wrong is what is thrown; a connection that is gone has rolled back by itself.
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

async function lock(client: Client): Promise<void> {
  try {
    await setForTransaction(client, { lock_timeout: LOCK_TIMEOUT });
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [LOCK_NAME]);
    await setForLoad(client);
  } catch (error) {
    if (codeOf(error) !== LOCK_NOT_AVAILABLE) throw error;
    throw new CommandError(
      "another load of this database is going on: wait until it is done. One that was interrupted a moment ago is gone " +
        "within a minute; nothing was changed",
      { cause: error },
    );
  }
}
