import type { CopierMessage } from "../shared/copier-message";
import type { ExportTask } from "../shared/export-task";
import type { Snapshot } from "./snapshot";

/** RDS as the export function needs it. Every verb throws AwsCallError. */
export interface ExportRds {
  /** Every snapshot of an instance, of every type. */
  snapshotsOf(instance: string): Promise<readonly Snapshot[]>;
  /** The snapshot that has this ARN now. */
  findSnapshot(arn: string): Promise<Snapshot | undefined>;
  /** Every export task of a snapshot's ARN, whatever its state. */
  exportTasksOf(snapshotArn: string): Promise<readonly ExportTask[]>;
  findExportTask(id: string): Promise<ExportTask | undefined>;
  /** Identifiers of the account's export tasks that take a slot of the quota. */
  runningTasks(): Promise<readonly string[]>;
  /** Snapshots of these instances, of every type, that were taken since then, or that have no time yet. */
  snapshotsSince(instances: readonly string[], since: Date): Promise<readonly Snapshot[]>;
  /** Every export task into our bucket, whatever its state. */
  exportTasks(): Promise<readonly ExportTask[]>;
  /** Starts the export of a whole snapshot. @returns `id-taken` when RDS has had a task of that identifier */
  startExport(taskId: string, snapshot: Snapshot): Promise<"started" | "id-taken">;
}

/** The copier's queue. */
export interface Copier {
  /** @returns the delay before the copier looks, in seconds @throws AwsCallError */
  tell(message: CopierMessage): Promise<number>;
}
