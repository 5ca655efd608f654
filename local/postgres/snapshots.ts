import type { SnapshotStorage } from "../rds/snapshot-storage";
import { copyDatabase, copyWhenUnused, dropDatabase, makeReadOnly } from "./databases";
import type { ConnectionSettings, PostgresServer } from "./server";
import { SnapshotError } from "./snapshot-error";
import { snapshotOfCopy } from "./snapshot-session";
import type { ReadableSnapshot } from "./snapshot-session";

/** A copy that {@link PostgresSnapshots} keeps. */
export interface DatabaseSnapshot extends ReadableSnapshot {
  /** How to connect to the copy. */
  readonly connection: ConnectionSettings;
}

const restorePatienceMilliseconds = 600_000;

/**
 * Snapshots as databases of the same server: each is a complete copy of one, which stays as it was whatever happens
 * to its source, until it is dropped.
 */
export class PostgresSnapshots implements SnapshotStorage {
  readonly #server: Pick<PostgresServer, "connection">;
  readonly #databases = new Map<string, string>();
  readonly #snapshots = new Map<string, string>();
  /** End of the last copy from each database: two at once would let each other's connections in. */
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(server: Pick<PostgresServer, "connection">) {
    this.#server = server;
  }

  /**
   * Says which database an instance holds. In the landing zone's paths stands the database, not the instance, so
   * instances should have databases of different names.
   *
   * @throws SnapshotError when the instance is known already
   */
  registerInstance(identifier: string, database: string): void {
    if (this.#databases.has(identifier))
      throw new SnapshotError(`instance ${identifier} is registered already`);
    this.#databases.set(identifier, database);
  }

  async create(instance: string, snapshotKey: string): Promise<void> {
    const database = this.#databases.get(instance);
    if (database === undefined)
      throw new SnapshotError(
        `instance ${instance} has no database here; known: ${[...this.#databases.keys()].join(", ") || "none"}`,
      );
    if (this.#snapshots.has(snapshotKey))
      throw new SnapshotError(`there is a snapshot ${snapshotKey} already`);
    const copy = copyName(snapshotKey);
    await this.#oneAtATime(database, () => copyDatabase(this.#server, database, copy));
    await makeReadOnly(this.#server, copy);
    this.#snapshots.set(snapshotKey, database);
  }

  async drop(snapshotKey: string): Promise<void> {
    await dropDatabase(this.#server, copyName(snapshotKey));
    this.#snapshots.delete(snapshotKey);
  }

  /** @throws SnapshotError when there is none */
  find(snapshotKey: string): DatabaseSnapshot {
    const database = this.#snapshots.get(snapshotKey);
    if (database === undefined) throw new SnapshotError(`there is no snapshot ${snapshotKey}`);
    const connection = this.#server.connection(copyName(snapshotKey));
    return { ...snapshotOfCopy(connection, database), connection };
  }

  /**
   * Makes a database from a snapshot, which stays. Waits for exports that are reading the snapshot.
   *
   * @throws SnapshotError when there is no such snapshot, or exports have been reading it for ten minutes
   * @throws DatabaseError of pg when there is a database of that name already
   */
  async restore(snapshotKey: string, newDatabase: string): Promise<void> {
    this.find(snapshotKey);
    const copy = copyName(snapshotKey);
    if (await copyWhenUnused(this.#server, copy, newDatabase, restorePatienceMilliseconds)) return;
    throw new SnapshotError(`snapshot ${snapshotKey} cannot be restored: it is being read without a pause`);
  }

  async #oneAtATime(database: string, work: () => Promise<void>): Promise<void> {
    const before = this.#queues.get(database) ?? Promise.resolve();
    // The earlier copy's failure is its caller's.
    const turn = before.then(work, work);
    this.#queues.set(database, turn);
    await turn;
  }
}

/** PostgreSQL cuts names at 63 bytes without a word; the limit of the key is that of {@link SnapshotStorage}. */
function copyName(snapshotKey: string): string {
  if (!/^[A-Za-z0-9-]{1,60}$/.test(snapshotKey))
    throw new SnapshotError(
      `snapshot key ${JSON.stringify(snapshotKey)}: expected 1 to 60 letters, digits and hyphens`,
    );
  return `s-${snapshotKey}`;
}
