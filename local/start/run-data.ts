import type { Snapshot } from "../aws/rds/model";
import type { InstanceOptions } from "../aws/rds/local-rds";
import type { LocalAws } from "../aws/types";
import type { SnapshotExporter } from "../rds/snapshot-exporter";
import type { SnapshotStorage } from "../rds/snapshot-storage";
import type { LandingComparison } from "../verify/compare-landing";
import type { LandingZone } from "./landing-zone";

/** An instance of the run, as the local RDS is to show it. */
export interface RunInstance {
  readonly identifier: string;
  /** Name of the database; a segment of the paths in the landing zone. */
  readonly database: string;
  readonly options: InstanceOptions;
}

/** Where landed files are read. */
export interface LandedObjects {
  readonly buckets: Pick<LocalAws["buckets"], "objects" | "filePath">;
}

/** The databases of a run: sample data on a server of the run's own, or somebody's database. */
export interface RunData {
  readonly instances: readonly RunInstance[];
  /** One of its tables, as `schema.table`, for faults that are about one; undefined when there is none. */
  readonly someTable: string | undefined;
  readonly storage: SnapshotStorage;
  readonly exporter: SnapshotExporter;
  /**
   * Makes ready what is to be snapshotted, or looks at it.
   *
   * @returns what the person is told, such as `231,037 rows in housing_repairs`
   */
  prepare(onNote: (text: string) => void, signal: AbortSignal): Promise<string>;
  /** Called once the run's snapshots are available: whatever is written from now on must not land with them. */
  snapshotsTaken(snapshots: readonly Snapshot[]): Promise<void>;
  /** Reads both sides and compares every value. */
  compare(snapshot: Snapshot, aws: LandedObjects, zone: LandingZone): Promise<LandingComparison>;
  close(): Promise<void>;
}
