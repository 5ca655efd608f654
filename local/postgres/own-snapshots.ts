import type { Client } from "pg";
import type { SnapshotStorage } from "../rds/snapshot-storage";
import { beginQuietly } from "./begin-quietly";
import type { QuietOptions } from "./begin-quietly";
import { connectDatabase } from "./connect-database";
import type { DatabaseConnection } from "./database-url";
import { SnapshotError } from "./snapshot-error";
import { withSnapshotSession } from "./snapshot-session";
import type { ReadableSnapshot, SnapshotSession } from "./snapshot-session";
import type { TableSelection } from "./table-selection";

/** A session whose open transaction keeps a moment of the database readable for others. */
interface Holder {
  readonly client: Client;
  /** What `pg_export_snapshot()` gave. */
  readonly exported: string;
  /** Why the session is gone, once it is. */
  lost?: string;
}

export interface OwnSnapshotsOptions extends QuietOptions {
  /** The only instance there is. */
  readonly instance: string;
  /** Name of the database, for the paths. */
  readonly database: string;
  readonly selection: TableSelection;
}

/**
 * Snapshots of a database that is only read: each is an open transaction (REPEATABLE READ, READ ONLY) whose view of the
 * rows other sessions take over (`pg_export_snapshot`). While one is open, VACUUM keeps the rows that it may still
 * read; nobody waits for it. It ends with {@link drop} or {@link close}.
 */
export class OwnSnapshots implements SnapshotStorage {
  readonly #connection: DatabaseConnection;
  readonly #options: OwnSnapshotsOptions;
  readonly #holders = new Map<string, Holder>();

  constructor(connection: DatabaseConnection, options: OwnSnapshotsOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  /** @throws SnapshotError or OwnDatabaseError when the snapshot cannot be taken */
  async create(instance: string, snapshotKey: string): Promise<void> {
    if (instance !== this.#options.instance)
      throw new SnapshotError(
        `instance ${instance} has no database here; known: ${this.#options.instance} alone`,
      );
    if (this.#holders.has(snapshotKey)) throw new SnapshotError(`there is a snapshot ${snapshotKey} already`);
    const client = await connectDatabase(this.#connection, "snapshot");
    try {
      await beginQuietly(client, undefined, this.#options);
      const { rows } = await client.query<{ id: string }>("SELECT pg_export_snapshot() AS id");
      const holder: Holder = { client, exported: rows[0]?.id ?? "" };
      client.on("error", (error: Error) => (holder.lost = error.message));
      client.on("end", () => (holder.lost ??= "the connection ended"));
      this.#holders.set(snapshotKey, holder);
    } catch (error) {
      await client.end();
      throw new SnapshotError(`a snapshot could not be taken: ${String(error)}`, { cause: error });
    }
  }

  async drop(snapshotKey: string): Promise<void> {
    const holder = this.#holders.get(snapshotKey);
    this.#holders.delete(snapshotKey);
    await holder?.client.end();
  }

  /** @throws SnapshotError when there is none */
  find(snapshotKey: string): ReadableSnapshot {
    const holder = this.#holders.get(snapshotKey);
    if (holder === undefined) throw new SnapshotError(`there is no snapshot ${snapshotKey}`);
    const { database, selection } = this.#options;
    return {
      database,
      includes: selection,
      read: (name, work) => this.#read(holder, name, work),
    };
  }

  /** Ends every snapshot. */
  async close(): Promise<void> {
    await Promise.all([...this.#holders.keys()].map((key) => this.drop(key)));
  }

  async #read<T>(holder: Holder, name: string, work: (session: SnapshotSession) => Promise<T>): Promise<T> {
    refuseLost(holder);
    try {
      return await withSnapshotSession(
        () => connectDatabase(this.#connection, name),
        (client) => beginQuietly(client, holder.exported, this.#options),
        work,
      );
    } catch (error) {
      // A view whose transaction is gone cannot be taken over: that is why, whatever PostgreSQL says.
      refuseLost(holder);
      throw error;
    }
  }
}

function refuseLost({ lost }: Holder): void {
  if (lost === undefined) return;
  throw new SnapshotError(
    `the session that kept the snapshot readable was lost (${lost}): what the database was at that moment cannot ` +
      "be read any more. Take another snapshot",
  );
}
