import type { ExportTask } from "../../shared/export-task";
import { importDate, landingDate, type LandingDate } from "../../shared/landing-date";
import { exportPrefix } from "../export-prefix";
import { forEachConcurrently } from "../for-each-concurrently";
import type { CopierRds } from "../ports";
import { siblings, type Exported } from "../siblings";

/**
 * Another complete export into our bucket that lands under our day; none of our own snapshot, for that one's rows are ours, and
 * explain nothing that lies beside them.
 */
export interface Neighbour {
  readonly taskId: string;
  /** Where its files lie in the export bucket, with a slash at the end. */
  readonly prefix: string;
}

/** Whose neighbours are looked for. */
export interface OwnExport {
  readonly task: Exported & Pick<ExportTask, "bucket">;
  readonly date: LandingDate;
}

/** Tasks that are asked for at once. */
const ASKED_AT_ONCE = 8;
/** Tasks that are asked for one by one: RDS lists a hundred with each call. */
const MOST_ASKED_FOR = 20;

/** All of them. @throws AwsCallError */
export async function allNeighbours(
  own: OwnExport,
  rds: Pick<CopierRds, "exportTasksInto">,
): Promise<readonly Neighbour[]> {
  return neighboursOf(own, await rds.exportTasksInto(own.task.bucket));
}

/** Those among some export tasks: RDS may keep thousands, of which a few are wanted. @throws AwsCallError */
export async function neighboursAmong(
  ids: ReadonlySet<string>,
  own: OwnExport,
  rds: Pick<CopierRds, "exportTasksInto" | "findExportTask">,
): Promise<readonly Neighbour[]> {
  if (ids.size > MOST_ASKED_FOR)
    return (await allNeighbours(own, rds)).filter(({ taskId }) => ids.has(taskId));
  const tasks: ExportTask[] = [];
  const { failures } = await forEachConcurrently(ids, ASKED_AT_ONCE, async (id) => {
    const task = await rds.findExportTask(id);
    if (task !== undefined) tasks.push(task);
  });
  if (failures.length > 0) throw failures[0];
  return neighboursOf(own, tasks);
}

function neighboursOf(
  { task: own, date: ownDate }: OwnExport,
  tasks: readonly ExportTask[],
): readonly Neighbour[] {
  const day = importDate(ownDate);
  return tasks
    .filter((task) => task.id !== own.id && task.bucket === own.bucket && task.status === "COMPLETE")
    .filter(({ sourceArn, snapshotTime }) => {
      const date = landingDate(sourceArn, snapshotTime);
      return date !== undefined && importDate(date) === day;
    })
    .filter((task) => !siblings(own, task))
    .map((task) => ({ taskId: task.id, prefix: exportPrefix(task) }));
}
