import type { Plan } from "../plan/plan";
import type { History } from "../world/history";

/** How often somebody has spoilt a file that had landed. */
export function spoilt({ injected }: History): number {
  return injected.reduce(
    (sum, { fault, times }) => sum + (fault.kind === "landed-file-spoilt" ? times : 0),
    0,
  );
}

/** How many events of backups were lost. */
export function lostBackupEvents({ injected }: History): number {
  return injected.filter(
    ({ fault }) => fault.kind === "event" && fault.of === "backup" && fault.effect === "lost",
  ).length;
}

/** Snapshots that land in the same table's partition. */
export function sameTable(plan: Plan, history: History, snapshot: number, table: number): readonly number[] {
  const where = plan.snapshots[snapshot]?.tables[table];
  const day = history.snapshots.find(({ planned }) => planned === snapshot)?.importDate;
  return history.snapshots
    .filter(
      ({ planned, importDate }) =>
        importDate === day &&
        plan.snapshots[planned]?.tables.some(
          (each) => each.database === where?.database && each.table === where.table,
        ) === true,
    )
    .map(({ planned }) => planned);
}

/** How many exports of a planned snapshot have ended without data. */
export function exportsInVain(planned: number, { exports }: History): number {
  return exports.filter((task) => task.planned === planned && ["FAILED", "CANCELED"].includes(task.status))
    .length;
}
