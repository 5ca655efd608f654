import type { ExportTask } from "../shared/export-task";
import { snapshotName } from "../shared/landing-date";
import { ENDED_WITHOUT_DATA } from "./decide";
import type { ExportDependencies } from "./dependencies";
import type { BackupEvent, SnapshotRequest } from "./event";
import { matchSnapshots, type Match } from "./match-snapshots";
import { instanceInName } from "./past-landings";
import { belongs, deletedSnapshot, isSameSnapshot, type Snapshot } from "./snapshot";

/** Snapshots that RDS does not list any more. */
export interface DeletedSnapshots {
  /** An export of them lives. */
  readonly exported: readonly Snapshot[];
  /** Every export of them has failed, or was cancelled. */
  readonly lost: readonly Snapshot[];
}

/**
 * Snapshots that RDS does not list any more, by their exports.
 *
 * @param isMeant whether those of an instance are: only automated snapshots' names tell it, of others it is undefined
 * @param since when the earliest was taken
 * @param bucket that we export into
 */
export function deletedSnapshots(
  listed: readonly Snapshot[],
  tasks: readonly ExportTask[],
  isMeant: (instance: string | undefined) => boolean,
  since: Date,
  bucket: string,
): DeletedSnapshots {
  const byArn = new Map(listed.map((snapshot) => [snapshot.arn, snapshot]));
  const exported = new Map<string, Snapshot>();
  const failed = new Map<string, Snapshot>();
  for (const { status, sourceArn: arn, snapshotTime: createTime, ...task } of tasks) {
    const named = instanceInName(snapshotName(arn));
    if (createTime === undefined || createTime < since || !isSnapshotArn(arn) || !isMeant(named)) continue;
    const snapshot = deletedSnapshot(arn, createTime, named ?? "");
    const isWhole = belongs({ ...task, status, sourceArn: arn, snapshotTime: createTime }, snapshot, bucket);
    const successor = byArn.get(arn);
    if (isWhole !== "same" || (successor && isSameSnapshot(successor, arn, createTime))) continue;
    // An ARN may come back, and RDS gives one time with and without fractions of a second.
    const key = `${arn} ${Math.floor(createTime.getTime() / 1000)}`;
    (ENDED_WITHOUT_DATA.has(status) ? failed : exported).set(key, snapshot);
  }
  const lost = [...failed].filter(([key]) => !exported.has(key)).map(([, snapshot]) => snapshot);
  return { exported: [...exported.values()], lost };
}

/** Of an instance, and not of a cluster. */
function isSnapshotArn(arn: string): boolean {
  return arn.split(":")[5] === "snapshot";
}

/** Whether an instance is one of these; of one that is not known, it is not. RDS keeps identifiers in lower case. */
export function isOneOf(instances: readonly string[]): (instance: string | undefined) => boolean {
  const names = new Set(instances.map((name) => name.toLowerCase()));
  return (instance) => instance !== undefined && names.has(instance.toLowerCase());
}

const HOURS = 60 * 60 * 1000;

/**
 * The snapshots of a backup event that RDS does not list any more: an event may be handled hours late, when its snapshot
 * has been exported and deleted. Asked for where the event would else become a letter: the call takes all tasks' pages.
 *
 * @param listed the snapshots that RDS lists of the instance
 * @throws AwsCallError
 */
export async function deletedOfEvent(
  event: BackupEvent,
  listed: readonly Snapshot[],
  { rds, bucket, clock }: ExportDependencies,
): Promise<Match> {
  const since = new Date(event.time.getTime() - LOOK_BACK);
  const { exported, lost } = deletedSnapshots(
    listed,
    await rds.exportTasks(),
    isOneOf([event.instance]),
    since,
    bucket,
  );
  return matchSnapshots(event, [...exported, ...lost], clock.now());
}

/** A backup takes a day at most. */
const LOOK_BACK = 24 * HOURS;

type Meant = Pick<SnapshotRequest, "snapshotArn" | "createTime" | "instance">;

/**
 * The snapshot of a request whose ARN RDS does not know any more, if it was exported: a snapshot may go once its export has
 * begun. Then nothing is lost, and whom to tell of a failed export knows the copier.
 *
 * @param firstSeen of the message: a request from before RDS said when its snapshot was taken means none that is much older
 * @throws AwsCallError
 */
export async function deletedButExported(
  { snapshotArn: arn, createTime: known, instance = "" }: Meant,
  firstSeen: Date,
  { rds, bucket }: Pick<ExportDependencies, "rds" | "bucket">,
): Promise<Snapshot | undefined> {
  const tasks = await rds.exportTasksOf(arn);
  const youngest = Math.max(...tasks.map(({ snapshotTime }) => snapshotTime?.getTime() ?? 0));
  const createTime = known ?? (youngest > firstSeen.getTime() - HOURS ? new Date(youngest) : undefined);
  const snapshot = deletedSnapshot(arn, createTime, instance);
  return tasks.some((task) => belongs(task, snapshot, bucket) === "same") ? snapshot : undefined;
}
