import type { ExportTask } from "../shared/export-task";

/** A snapshot as RDS describes it. */
export interface Snapshot {
  readonly arn: string;
  /** Its name: `rds:…` for automated ones, `awsbackup:…` for those of AWS Backup. */
  readonly name: string;
  /** The instance's identifier. */
  readonly instance: string;
  /** `creating`, `available`, `failed` and others, in lower case. */
  readonly status: string;
  /** When it was taken. RDS may leave it out, or change it, while the snapshot is being made. */
  readonly createTime: Date | undefined;
}

/**
 * The creation time as part of the snapshot's identity, for an ARN may come back after a deletion: known for certain
 * only when the snapshot is no longer being made.
 */
export function settledCreateTime(snapshot: Snapshot): Date | undefined {
  return snapshot.status === "creating" ? undefined : snapshot.createTime;
}

/** RDS gives one time with and without fractions of a second, depending on the call. */
export function isSameInstant(one: Date, other: Date): boolean {
  return Math.abs(one.getTime() - other.getTime()) < 1000;
}

/** Whether a task exports (or exported) this very snapshot, whole, to the root of that bucket. */
export function isExportOf(task: ExportTask, snapshot: Snapshot, bucket: string): boolean {
  return (
    task.sourceArn === snapshot.arn &&
    snapshot.createTime !== undefined &&
    task.snapshotTime !== undefined &&
    isSameInstant(task.snapshotTime, snapshot.createTime) &&
    task.bucket === bucket &&
    task.exportOnly.length === 0 &&
    task.prefix === ""
  );
}
