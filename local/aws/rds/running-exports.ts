import type { ExportTask, ExportTaskStatus } from "./model";
import type { RdsWorld } from "./rds-world";

/** Whether a task still holds one of the account's export slots. */
export function isRunning(status: ExportTaskStatus): boolean {
  switch (status) {
    case "STARTING":
    case "IN_PROGRESS":
    case "CANCELING":
      return true;
    case "COMPLETE":
    case "FAILED":
    case "CANCELED":
      return false;
  }
}

/** The tasks that still read a snapshot's copy. */
export function runningExportsOf(world: RdsWorld, snapshotKey: string): ExportTask[] {
  return [...world.tasks.values()].filter(
    (task) => task.snapshotKey === snapshotKey && isRunning(task.status),
  );
}
