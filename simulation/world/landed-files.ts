import { landingDay, zoneFolder } from "./facts";
import type { Task } from "./rds/export-tasks";
import type { Bucket } from "./s3/bucket";

/** Whether every Parquet file of an export lies in its table's partition of the zone, copied from that very export. */
export function landedFiles(task: Task | undefined, zone: Bucket): boolean {
  if (task?.snapshot === undefined || task.status !== "COMPLETE") return false;
  const day = landingDay(task.snapshot.plan.name, task.snapshot.createTime);
  for (const [key, bytes] of task.files) {
    const [, database = "", table = ""] = key.split("/");
    const landed = zone.get(`${zoneFolder(database, table, day)}${key.slice(key.lastIndexOf("/") + 1)}`);
    if (landed?.bytes !== bytes || landed.source?.key !== key) return false;
  }
  return true;
}
