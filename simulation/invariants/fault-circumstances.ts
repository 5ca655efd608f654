import type { Plan } from "../plan/plan";
import type { ExportHistory, History } from "../world/history";
import { nextExportBy } from "./export-deadline";
import type { RunFacts } from "./run-facts";

/** How often somebody has spoilt a file that had landed. */
export function spoilt({ injected }: History): number {
  return injected.reduce(
    (sum, { fault, times }) => sum + (fault.kind === "landed-file-spoilt" ? times : 0),
    0,
  );
}

/** Either is enough. */
const EVENTS_OF_A_BACKUP = 2;

/** Snapshots whose backup nobody was told of. */
export function withoutEvents({ snapshots }: History): readonly number[] {
  return snapshots.filter(({ lostEvents }) => lostEvents >= EVENTS_OF_A_BACKUP).map(({ planned }) => planned);
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

/** Whether an export has ended so late that no look finds its snapshot any more. */
export function isBehindLooks({ planned, endedAt = Infinity }: ExportHistory, plan: Plan): boolean {
  const { reconciliationWindowInDays: days, reconciliationIntervalInHours: hours } = plan.settings;
  // A failed export is left to its own message for an hour.
  return endedAt + HOUR > (plan.snapshots[planned]?.at ?? 0) + 24 * HOUR * days - hours * HOUR;
}

/** Whether RDS had forgotten the snapshot before an export that failed had to be followed by another one. */
export function isGoneBeforeNext({ planned, endedAt = Infinity }: ExportHistory, facts: RunFacts): boolean {
  const snapshot = facts.snapshots.find(({ index }) => index === planned);
  return (
    snapshot?.seen.deletedAt !== undefined &&
    snapshot.seen.deletedAt <= nextExportBy(snapshot, endedAt, facts)
  );
}

const HOUR = 60 * 60;

/** How many exports of a planned snapshot have ended without data. */
export function exportsInVain(planned: number, { exports }: History): number {
  return exports.filter((task) => task.planned === planned && ["FAILED", "CANCELED"].includes(task.status))
    .length;
}
