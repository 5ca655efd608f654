import { ParquetSnapshotExporter } from "../export/parquet-snapshot-exporter";
import type { Snapshot } from "../aws/rds/model";
import { superuser } from "../postgres/cluster";
import { createDatabase } from "../postgres/databases";
import type { WorldClock } from "../clock";
import { sampleSizeFor } from "../postgres/sample/sample-size";
import { loadSampleDatabase } from "../postgres/sample-database";
import { startPostgres, type PostgresServer } from "../postgres/server";
import { PostgresSnapshots } from "../postgres/snapshots";
import { withClient } from "../postgres/with-client";
import type { SnapshotExporter } from "../rds/snapshot-exporter";
import type { SnapshotStorage } from "../rds/snapshot-storage";
import type { SampleInstance } from "./instance-names";
import { compareWithZone } from "./compare-with-zone";
import type { LandingZone } from "./landing-zone";
import type { LandedObjects, RunData, RunInstance } from "./run-data";
import type { LandingComparison } from "../verify/compare-landing";

const LATE_ROW = "INSERT INTO repairs.trade (code, title) VALUES ('LATE', 'Written after the snapshot')";
const COUNT_LATE_ROWS = "SELECT count(*)::int AS found FROM repairs.trade WHERE code = 'LATE'";

/** The databases of a run: a real Postgres, sample rows, snapshots, exports, and the comparison at the end. */
export class SampleData implements RunData {
  readonly instances: readonly RunInstance[];
  readonly someTable = "repairs.request";
  readonly storage: SnapshotStorage;
  readonly exporter: SnapshotExporter;
  /** Rows loaded, by database and table. */
  private readonly loaded = new Map<string, ReadonlyMap<string, number>>();
  /** Keys of the snapshots that were taken before the late rows were written. */
  private readonly before = new Set<string>();

  private constructor(
    private readonly server: PostgresServer,
    private readonly snapshots: PostgresSnapshots,
    instances: readonly SampleInstance[],
    clock: WorldClock,
    private readonly rows: number,
  ) {
    this.instances = instances.map((instance) => ({
      ...instance,
      options: {
        databaseName: instance.database,
        endpoint: { address: "127.0.0.1", port: server.port },
        masterUsername: superuser,
      },
    }));
    this.storage = snapshots;
    this.exporter = new ParquetSnapshotExporter({ snapshots, now: () => clock.now() });
  }

  /** @param rows rows of each database's largest table */
  static async start(
    instances: readonly SampleInstance[],
    clock: WorldClock,
    log: (line: string) => void,
    rows: number,
  ): Promise<SampleData> {
    const server = await startPostgres({ log });
    const snapshots = new PostgresSnapshots(server);
    for (const { identifier, database } of instances) snapshots.registerInstance(identifier, database);
    return new SampleData(server, snapshots, instances, clock, rows);
  }

  /** Fills every database. */
  async prepare(onNote: (text: string) => void, signal: AbortSignal): Promise<string> {
    let rows = 0;
    for (const { database } of this.instances) {
      signal.throwIfAborted();
      rows += await this.fill(database, onNote);
    }
    const names = this.instances.map(({ database }) => database).join(", ");
    return `${rows.toLocaleString("en-GB")} rows in ${names}`;
  }

  /** Writes a row into each database that belongs to no snapshot taken before. */
  async snapshotsTaken(snapshots: readonly Snapshot[]): Promise<void> {
    for (const { key } of snapshots) this.before.add(key);
    for (const { database } of this.instances)
      await withClient(this.server.connection(database), "late row", (client) => client.query(LATE_ROW));
  }

  /** @returns the rows of all tables */
  private async fill(database: string, onNote: (text: string) => void): Promise<number> {
    await createDatabase(this.server, database);
    const loaded = await loadSampleDatabase(this.server.connection(database), {
      size: sampleSizeFor(this.rows),
      onTable: (target, count) => {
        onNote(`${database}: ${target}, ${count.toLocaleString("en-GB")} rows`);
      },
    });
    this.loaded.set(database, loaded.rows);
    return loaded.totalRows;
  }

  /**
   * Reads both sides and compares every value.
   *
   * @throws SnapshotError when there is no such snapshot
   * @throws Error when the late row is in the snapshot, or loaded rows are not: then equal sides would prove nothing
   */
  async compare(snapshot: Snapshot, aws: LandedObjects, zone: LandingZone): Promise<LandingComparison> {
    const copy = this.snapshots.find(snapshot.key);
    // What somebody snapshots later holds what has been written until then.
    if (!this.before.has(snapshot.key)) return compareWithZone(copy, snapshot, aws, zone);
    await withClient(copy.connection, "late row", async (client) => {
      const { rows } = await client.query<{ found: number }>(COUNT_LATE_ROWS);
      if (rows[0]?.found !== 0)
        throw new Error(`${snapshot.identifier} holds a row that was written after the snapshot`);
    });
    const comparison = await compareWithZone(copy, snapshot, aws, zone);
    this.checkComplete(snapshot, copy.database, comparison);
    return comparison;
  }

  /** Both sides of a comparison would be alike, too, if a snapshot lacked rows. */
  private checkComplete(
    snapshot: Snapshot,
    database: string,
    { tables, unexported }: LandingComparison,
  ): void {
    const leftOut = new Set(unexported.map(({ name }) => name));
    const loaded = [...(this.loaded.get(database) ?? [])]
      .map(([target, rows]) => ({ name: target.replaceAll('"', ""), rows }))
      .filter(({ name }) => !leftOut.has(name))
      .reduce((sum, { rows }) => sum + rows, 0);
    const held = tables.reduce((sum, { snapshotRows }) => sum + snapshotRows, 0);
    if (held !== loaded)
      throw new Error(`${snapshot.identifier} holds ${held} rows, ${loaded} were loaded before it was taken`);
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
