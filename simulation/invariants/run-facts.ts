import type { Plan, PlannedSnapshot } from "../plan/plan";
import type { ExportHistory, History, LetterHistory, SnapshotHistory } from "../world/history";
import { lettersBySnapshot } from "./letters-by-snapshot";

/** One snapshot of a run, and all that became of it. */
export interface SnapshotFacts {
  readonly index: number;
  readonly planned: PlannedSnapshot;
  readonly seen: SnapshotHistory;
  /** Exports of it that the functions started, in order. */
  readonly exports: readonly ExportHistory[];
  readonly manifests: readonly History["manifests"][number][];
  readonly letters: readonly LetterHistory[];
  /** Why the functions left it out, in their words. */
  readonly ignored: readonly string[];
}

/** A run as the invariants look at it. */
export interface RunFacts {
  readonly plan: Plan;
  readonly history: History;
  readonly snapshots: readonly SnapshotFacts[];
}

export function runFacts(plan: Plan, history: History): RunFacts {
  const letters = lettersBySnapshot(plan, history);
  const snapshots = history.snapshots.flatMap((seen): SnapshotFacts[] => {
    const planned = plan.snapshots[seen.planned];
    if (planned === undefined) return [];
    const exports = history.exports.filter((each) => each.planned === seen.planned);
    const tasks = new Set(exports.map(({ taskId }) => taskId));
    return [
      {
        index: seen.planned,
        planned,
        seen,
        exports,
        manifests: history.manifests.filter(({ exportTask }) => tasks.has(exportTask)),
        letters: letters.get(seen.planned) ?? [],
        ignored: history.ignored
          .filter(({ snapshotArn }) => snapshotArn === seen.arn)
          .map(({ reason }) => reason),
      },
    ];
  });
  return { plan, history, snapshots };
}

/** How sentences name a snapshot. */
export function nameOf({ index, seen }: Pick<SnapshotFacts, "index" | "seen">): string {
  return `snapshot ${index} (${seen.arn})`;
}

/** How sentences name a letter. */
export function letterText({ queue, letter, body }: LetterHistory): string {
  return letter === undefined
    ? `a message that SQS moved to the ${queue}'s dead-letter queue: ${body.slice(0, 200)}`
    : `letter ${letter.code} of the ${queue} function: ${letter.reason.slice(0, 300)}`;
}
