import type { ExportTask } from "../shared/export-task";
import { snapshotName } from "../shared/landing-date";
import { SAME_SNAPSHOT_SECONDS } from "../shared/limits";

/** Status of a snapshot that RDS does not list any more, and that only its exports tell of. */
export const DELETED = "deleted";

/** A snapshot that is known by its ARN and its time alone. @param instance empty: not known */
export function deletedSnapshot(arn: string, createTime: Date | undefined, instance: string): Snapshot {
  const name = snapshotName(arn);
  return { arn, name, instance, status: DELETED, createTime, isCopy: false, tags: new Map() };
}

/** A snapshot as RDS describes it. */
export interface Snapshot {
  readonly arn: string;
  /** Its name: `rds:…` for automated ones, `awsbackup:…` for those of AWS Backup. */
  readonly name: string;
  /** The instance's identifier. */
  readonly instance: string;
  /** `creating`, `available`, `failed` and others, in lower case; ours is {@link DELETED}. */
  readonly status: string;
  /** When it was taken. RDS may leave it out, or change it, while the snapshot is being made. */
  readonly createTime: Date | undefined;
  /** Whether it is a copy of another snapshot: its rows are that one's. */
  readonly isCopy: boolean;
  readonly tags: ReadonlyMap<string, string>;
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

/** How a task belongs to a snapshot; `unknown` where RDS does not say enough. */
export type Belonging = "same" | "other" | "unknown";

/**
 * Whether a task exports (or exported) this very snapshot, whole, to the root of that bucket. An ARN may come back after
 * a deletion, so times decide; taking a task for another snapshot's would export this one twice and double its rows,
 * so a difference that clocks and copies can explain is none.
 */
export function belongs(task: ExportTask, snapshot: Snapshot, bucket: string): Belonging {
  const { createTime } = snapshot;
  const isWhole = task.exportOnly.length === 0 && task.prefix === "";
  if (task.sourceArn !== snapshot.arn || task.bucket !== bucket || !isWhole || createTime === undefined)
    return "other";
  const { snapshotTime, startTime } = task;
  if (snapshotTime !== undefined && secondsBetween(snapshotTime, createTime) < SAME_SNAPSHOT_SECONDS)
    return "same";
  // Of a name's snapshots that are gone, a later one has the later time; of one that is listed there is none later.
  if (snapshot.status === DELETED && snapshotTime !== undefined && snapshotTime > createTime) return "other";
  if (startTime === undefined) return snapshotTime === undefined ? "unknown" : "other";
  // What began before this snapshot was taken exports an earlier one; what began later exports this one,
  if (startTime < createTime) return "other";
  // unless RDS counts from when it has prepared the rows, and somebody deleted the first one of that name meanwhile.
  const mayBeOfFirst = snapshotTime !== undefined && snapshotTime < createTime && mayBeMadeAnew(snapshot);
  return mayBeOfFirst ? "unknown" : "same";
}

/** Names of automated snapshots hold their time, and a copy's exports may tell the time of the original. */
function mayBeMadeAnew({ name, isCopy, status }: Snapshot): boolean {
  return !isCopy && status !== DELETED && !/^(rds|awsbackup):/.test(name);
}

/** Why nobody can say whether a task exports the snapshot of its ARN that is there now, without a full stop. */
export function whyUnclear({ id, snapshotTime, startTime }: ExportTask): string {
  return snapshotTime === undefined
    ? `RDS names neither a snapshot time nor a start of the export task ${id}`
    : `The export task ${id} began at ${String(startTime?.toISOString())}, when this snapshot was there, but is of one of ` +
        `${snapshotTime.toISOString()}: perhaps an earlier one of that name`;
}

/** Whether somebody who kept a snapshot's ARN and time speaks of this one; without a time, the ARN decides. */
export function isSameSnapshot(snapshot: Snapshot, arn: string, time: Date | undefined): boolean {
  const { createTime } = snapshot;
  if (snapshot.arn !== arn || createTime === undefined) return false;
  return time === undefined || secondsBetween(time, createTime) < SAME_SNAPSHOT_SECONDS;
}

function secondsBetween(one: Date, other: Date): number {
  return Math.abs(one.getTime() - other.getTime()) / 1000;
}
