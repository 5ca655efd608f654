import type { Snapshot } from "../aws/rds/model";
import { ParquetSnapshotExporter } from "../export/parquet-snapshot-exporter";
import { connectDatabase, OwnDatabaseError } from "../postgres/connect-database";
import type { InstanceOptions } from "../aws/rds/local-rds";
import type { DatabaseConnection } from "../postgres/database-url";
import { inspectDatabase } from "../postgres/inspect-database";
import type { DatabaseFacts } from "../postgres/inspect-database";
import { OwnSnapshots } from "../postgres/own-snapshots";
import type { ReadableSnapshot } from "../postgres/snapshot-session";
import { checkSelection, tableSelection } from "../postgres/table-selection";
import type { NamedRelation, SelectionRequest } from "../postgres/table-selection";
import type { SnapshotExporter } from "../rds/snapshot-exporter";
import type { SnapshotStorage } from "../rds/snapshot-storage";
import type { LandingComparison } from "../verify/compare-landing";
import { compareWithZone } from "./compare-with-zone";
import type { LandingZone } from "./landing-zone";
import { instanceIdentifier } from "./own-database-identifier";
import type { LandedObjects, RunData, RunInstance } from "./run-data";

export interface OwnDatabaseRequest extends SelectionRequest {
  readonly connection: DatabaseConnection;
  /** The world's time, for the export's reports. */
  readonly now: () => Date;
  /** Milliseconds to wait for a table that somebody keeps locked. @default 10,000 */
  readonly lockTimeout?: number;
}

const bytesPerGiB = 1024 ** 3;
/** Storage in GiB that the instance shows at least: what RDS begins with. */
const leastStorage = 20;

/** Somebody's database as the data of a run. It is read, never written to. */
export class OwnDatabase implements RunData {
  readonly instances: readonly RunInstance[];
  readonly storage: SnapshotStorage;
  readonly exporter: SnapshotExporter;

  private constructor(
    private readonly request: OwnDatabaseRequest,
    private readonly facts: DatabaseFacts,
    private readonly snapshots: OwnSnapshots,
    identifier: string,
  ) {
    const options = {
      engineVersion: facts.version,
      databaseName: facts.database,
      ...endpointOf(request.connection),
      allocatedStorage: Math.max(leastStorage, Math.ceil(facts.bytes / bytesPerGiB)),
    };
    this.instances = [{ identifier, database: facts.database, options }];
    this.storage = snapshots;
    this.exporter = new ParquetSnapshotExporter({ snapshots, now: request.now });
  }

  /**
   * Connects once, to see whether the database can be exported at all, and what is in it.
   *
   * @throws OwnDatabaseError that says in one line why not: no connection, no PostgreSQL from 12 on, no such table
   */
  static async connect(request: OwnDatabaseRequest): Promise<OwnDatabase> {
    const client = await connectDatabase(request.connection, "look at the database");
    let facts: DatabaseFacts;
    try {
      facts = await inspectDatabase(client);
    } finally {
      await client.end();
    }
    checkSelection(request, facts.schemas, facts.relations);
    const identifier = instanceIdentifier(facts.database);
    const chosen = tableSelection(request);
    if (!facts.relations.some((each) => each.isNot === undefined && chosen(each)))
      throw new OwnDatabaseError(
        `${request.connection.address}: there is no table that RDS would export; expected at least one ordinary table`,
      );
    const { lockTimeout } = request;
    const snapshots = new OwnSnapshots(request.connection, {
      instance: identifier,
      database: facts.database,
      selection: tableSelection(request),
      ...(lockTimeout === undefined ? {} : { lockTimeout }),
    });
    return new OwnDatabase(request, facts, snapshots, identifier);
  }

  get someTable(): string | undefined {
    const chosen = tableSelection(this.request);
    const table = this.facts.relations.find((each) => each.isNot === undefined && chosen(each));
    return table === undefined ? undefined : `${table.schema}.${table.table}`;
  }

  prepare(onNote: (text: string) => void): Promise<string> {
    const { connection } = this.request;
    if (connection.passwordInAddress)
      onNote(
        "the password stood on the command line, where the shell and ps keep it: better set PGPASSWORD, or write ~/.pgpass",
      );
    if (this.facts.standby)
      onNote(
        "the server is a hot standby: it may end long reading that conflicts with what it has to replay (max_standby_streaming_delay)",
      );
    const count = this.chosenTables().length;
    return Promise.resolve(
      `${count.toLocaleString("en-GB")} ${count === 1 ? "table" : "tables"} in ${connection.address}, ` +
        `PostgreSQL ${this.facts.version}, only read`,
    );
  }

  /** Nothing is written to somebody's database, not even a row that must not arrive. */
  snapshotsTaken(): Promise<void> {
    return Promise.resolve();
  }

  compare(snapshot: Snapshot, aws: LandedObjects, zone: LandingZone): Promise<LandingComparison> {
    return compareWithZone(this.readable(snapshot.key), snapshot, aws, zone);
  }

  /** @throws SnapshotError when there is no such snapshot */
  readable(snapshotKey: string): ReadableSnapshot {
    return this.snapshots.find(snapshotKey);
  }

  close(): Promise<void> {
    return this.snapshots.close();
  }

  /** The largest one first. */
  private chosenTables(): readonly NamedRelation[] {
    const isChosen = tableSelection(this.request);
    return this.facts.relations.filter((each) => each.isNot === undefined && isChosen(each));
  }
}

/** Where the instance listens; a Unix socket is no endpoint that RDS could show. */
function endpointOf({ settings: { host, port } }: DatabaseConnection): Pick<InstanceOptions, "endpoint"> {
  if (host === undefined || host.startsWith("/") || port === undefined) return {};
  return { endpoint: { address: host, port } };
}
