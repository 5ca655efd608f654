import type { ExportFault } from "../../faults/types";
import type { ExportTask, Instance, InstanceEndpoint, Snapshot } from "./model";

/** Decides what happens to an export task, if anything. */
export type ExportFaultDecision = (task: ExportTask, snapshot: Snapshot) => ExportFault | undefined;

/** What an instance is, beyond its identifier. */
export interface InstanceOptions {
  /** @default "postgres" */
  readonly engine?: string;
  /** @default "16.4" */
  readonly engineVersion?: string;
  /** The database's name (DBName). @default "postgres" */
  readonly databaseName?: string;
  /** @default "postgres" */
  readonly masterUsername?: string;
  /** Where its Postgres listens. @default not shown */
  readonly endpoint?: InstanceEndpoint;
  /** Storage in GiB, as shown. @default 20 */
  readonly allocatedStorage?: number;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface SnapshotOptions {
  /** Automated snapshots are named `rds:<instance>-YYYY-MM-DD-HH-MM`. @default false */
  readonly automated?: boolean;
}

/** RDS's control plane as the program sees it: things that AWS does by itself, and what tests make happen. */
export interface LocalRds {
  readonly instances: readonly Instance[];
  readonly snapshots: readonly Snapshot[];
  readonly exportTasks: readonly ExportTask[];
  /** Makes an instance that is available at once. @throws Error when there is one of that name */
  createInstance(identifier: string, options?: InstanceOptions): Instance;
  /**
   * Begins a snapshot, which becomes `available` by itself. Subscriptions hear RDS-EVENT-0001 and 0002 of the
   * instance, and 0040 and 0042 (manual) or 0090 and 0091 (automated) of the snapshot.
   *
   * @param snapshotId required for manual snapshots, made from instance and world time for automated ones
   * @returns the snapshot as it is when it was begun
   */
  createSnapshot(instance: string, snapshotId?: string, options?: SnapshotOptions): Snapshot;
  /** Resolves when a snapshot is available. @throws Error when it failed or was deleted */
  snapshotAvailable(arn: string): Promise<Snapshot>;
  /** Adds a decision asked when a task turns IN_PROGRESS; what all of them return happens to it. @returns undo */
  injectExportFault(decide: ExportFaultDecision): () => void;
  /** Takes slots of the account's export quota with tasks that run until released. @returns the release */
  occupyExportSlots(count: number): () => void;
  /** The roles that StartExportTask accepts; without this call it accepts every role ARN. */
  knowRoles(roleArns: readonly string[]): void;
  /** The keys that StartExportTask accepts (ARN, id or alias); without this call it accepts every key. */
  knowKeys(keys: readonly string[]): void;
  /** Called with each change of a snapshot. */
  onSnapshot(listener: (snapshot: Snapshot) => void): void;
  /** Called with each change of an export task, progress included. */
  onTask(listener: (task: ExportTask) => void): void;
}
