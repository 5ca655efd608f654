import { DatabaseError } from "pg";
import type { Client } from "pg";
import type { PostgresServer } from "./server";
import { withClient } from "./with-client";

const admin = "postgres";
/** SQLSTATE of "source database is being accessed by other users". */
const objectInUse = "55006";

/**
 * Makes a database, empty or as a copy of another one that nobody is connected to.
 *
 * @throws DatabaseError of pg when there is one of that name, or the template is in use
 */
export async function createDatabase(
  server: Pick<PostgresServer, "connection">,
  name: string,
  options: { readonly template?: string } = {},
): Promise<void> {
  await withClient(server.connection(admin), "create database", (client) =>
    createFrom(client, name, options.template ?? "template1"),
  );
}

/** Removes a database, sessions in it included; nothing happens when there is none of that name. */
export async function dropDatabase(server: Pick<PostgresServer, "connection">, name: string): Promise<void> {
  await withClient(server.connection(admin), "drop database", async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
  });
}

/**
 * Copies a database as it is at one moment, even while it is written to: nobody may connect to it, its sessions are
 * ended (their open transactions never happened), then its files are copied. Whoever connects meanwhile is refused
 * ("not currently accepting connections") and may try again: the pause that a backup of a single-AZ instance means.
 */
export async function copyDatabase(
  server: Pick<PostgresServer, "connection">,
  from: string,
  to: string,
): Promise<void> {
  await withClient(server.connection(admin), "copy database", async (client) => {
    const source = client.escapeIdentifier(from);
    await client.query(`ALTER DATABASE ${source} WITH ALLOW_CONNECTIONS false`);
    try {
      // Waits up to 5 s for each session to be gone.
      await client.query("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1", [
        from,
      ]);
      await createFrom(client, to, from);
    } finally {
      await client.query(`ALTER DATABASE ${source} WITH ALLOW_CONNECTIONS true`);
    }
  });
}

/**
 * Copies a database that nobody writes to, as soon as nobody reads it either.
 *
 * @returns false when it stayed in use for so long
 */
export async function copyWhenUnused(
  server: Pick<PostgresServer, "connection">,
  from: string,
  to: string,
  patienceMilliseconds: number,
): Promise<boolean> {
  const end = Date.now() + patienceMilliseconds;
  return withClient(server.connection(admin), "copy database", async (client) => {
    do {
      try {
        await createFrom(client, to, from);
        return true;
      } catch (error) {
        // The server itself has waited five seconds for the other sessions.
        if (!(error instanceof DatabaseError && error.code === objectInUse)) throw error;
      }
    } while (Date.now() < end);
    return false;
  });
}

/** Makes writing to a database an error for everybody who does not ask for it expressly. */
export async function makeReadOnly(server: Pick<PostgresServer, "connection">, name: string): Promise<void> {
  await withClient(server.connection(admin), "make read-only", async (client) => {
    await client.query(
      `ALTER DATABASE ${client.escapeIdentifier(name)} SET default_transaction_read_only = on`,
    );
  });
}

async function createFrom(client: Client, name: string, template: string): Promise<void> {
  // Copying files beats writing every page to the log, as soon as there are more than a few megabytes.
  await client.query(
    `CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE ${client.escapeIdentifier(template)} STRATEGY file_copy`,
  );
}
