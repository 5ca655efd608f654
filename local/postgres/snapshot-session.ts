import { Client } from "pg";
import type { ClientConfig } from "pg";
import { beginReading } from "./text-session";

/** A snapshot as it is read: by the exporter, and again by the verification. */
export interface ReadableSnapshot {
  /** Name of the database; a segment of the paths in the bucket and in the landing zone. */
  readonly database: string;
  /** @returns whether the table belongs to the snapshot at all; false for what the person did not choose */
  readonly includes: (table: { readonly schema: string; readonly table: string }) => boolean;
  /**
   * Connects, works and disconnects.
   *
   * @param name shown in pg_stat_activity
   * @throws whatever connecting or `work` throws
   */
  read<T>(name: string, work: (session: SnapshotSession) => Promise<T>): Promise<T>;
}

/** A connection to where a snapshot can be read. */
export interface SnapshotSession {
  /**
   * Works in a transaction that sees the snapshot's moment, writes nothing, and prints values as
   * `text-session.ts` says. Locks on tables last no longer than it does.
   */
  transaction<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /** Breaks the connection off: whatever runs on it rejects at once. */
  destroy(): void;
}

/** How a session's transactions begin. */
export type BeginTransaction = (client: Client) => Promise<void>;

/**
 * @param connect makes a connected client
 * @param begin begins a transaction that sees the snapshot's moment
 */
export async function withSnapshotSession<T>(
  connect: () => Promise<Client>,
  begin: BeginTransaction,
  work: (session: SnapshotSession) => Promise<T>,
): Promise<T> {
  const client = await connect();
  try {
    return await work({
      transaction: (inside) => inTransaction(client, begin, inside),
      destroy: () => {
        client.connection.stream.destroy();
      },
    });
  } finally {
    await client.end();
  }
}

/** A database that does not change, such as a copy that nobody writes to, as a snapshot of itself. */
export function snapshotOfCopy(settings: ClientConfig, database: string): ReadableSnapshot {
  return {
    database,
    includes: () => true,
    read: (name, work) => withSnapshotSession(() => connectClient(settings, name), beginReading, work),
  };
}

/**
 * @param name shown in pg_stat_activity
 * @throws DatabaseError of pg, or an error of the network
 */
export async function connectClient(settings: ClientConfig, name: string): Promise<Client> {
  const client = new Client({ ...settings, application_name: name });
  // A connection that breaks between two queries is reported here and again by the next query, which rejects;
  // without a listener it would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    // Whatever is still open to a server that did not let us in would keep this process alive.
    client.connection.stream.destroy();
    throw error;
  }
}

async function inTransaction<T>(
  client: Client,
  begin: BeginTransaction,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  try {
    await begin(client);
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    // What went wrong is what is thrown; a connection that is gone has rolled back by itself.
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
