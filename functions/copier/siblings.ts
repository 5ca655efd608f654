import type { ExportTask } from "../shared/export-task";
import { SAME_SNAPSHOT_SECONDS } from "../shared/limits";

/** What tells of which snapshot an export is, and whether of all of it. */
export type Exported = Pick<ExportTask, "id" | "sourceArn" | "snapshotTime" | "exportOnly">;

/**
 * Whether two exports are of the very same snapshot, both as a whole: one holds the other's rows under names of its own, so that
 * only one of them may land. An ARN that came back with another time is another snapshot.
 */
export function siblings(one: Exported, other: Exported): boolean {
  if (one.id === other.id || one.sourceArn !== other.sourceArn) return false;
  if (one.exportOnly.length > 0 || other.exportOnly.length > 0) return false;
  const [time, otherTime] = [one.snapshotTime?.getTime(), other.snapshotTime?.getTime()];
  if (time === undefined || otherTime === undefined) return time === otherTime;
  return Math.abs(time - otherTime) < SAME_SNAPSHOT_SECONDS * 1000;
}
