import type { Plan } from "../plan/plan";
import type { ExportHistory, History } from "../world/history";

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

/** Whether an export's manifest was there before a second of the run. */
export function landedBefore({ taskId }: ExportHistory, second: number, { manifests }: History): boolean {
  return manifests.some(({ exportTask, writtenAt }) => exportTask === taskId && writtenAt < second);
}

/** Whether another snapshot of that day has a file of the same name in one table. */
export function sharesNames(plan: Plan, history: History, snapshot: number): boolean {
  const filesOf = (index: number): readonly string[] =>
    (plan.snapshots[index]?.tables ?? []).flatMap(({ database, table, batches }) =>
      batches.flat().map(({ name }) => `${database}/${table}/${name}`),
    );
  const own = new Set(filesOf(snapshot));
  const day = history.snapshots.find(({ planned }) => planned === snapshot)?.importDate;
  return history.snapshots.some(
    ({ planned, importDate }) =>
      planned !== snapshot && importDate === day && filesOf(planned).some((file) => own.has(file)),
  );
}

/** Whether an export has ended so late that no look finds its snapshot any more. */
export function isBehindLooks({ planned, endedAt = Infinity }: ExportHistory, plan: Plan): boolean {
  const { reconciliationWindowInDays: days, reconciliationIntervalInHours: hours } = plan.settings;
  // A failed export is left to its own message for an hour.
  return endedAt + HOUR > (plan.snapshots[planned]?.at ?? 0) + 24 * HOUR * days - hours * HOUR;
}

const HOUR = 60 * 60;

/** How many exports of a planned snapshot have ended without data. */
export function exportsInVain(planned: number, { exports }: History): number {
  return exports.filter((task) => task.planned === planned && ["FAILED", "CANCELED"].includes(task.status))
    .length;
}
