import { awsProblemText } from "../../shared/aws/aws-problem";
import type { Progress } from "../../shared/progress/progress";
import { isRunning } from "../status/exports-of-sandbox";
import { valuesOf } from "../status/found";
import type { SnapshotPlan } from "./plan-clean";
import type { SnapshotStore } from "./snapshot-store";

/** A snapshot that stays, and why. */
export interface Stays {
  readonly identifier: string;
  readonly why: string;
}

export interface CleanOutcome {
  readonly gone: readonly string[];
  readonly stays: readonly Stays[];
}

export interface CarryOut {
  readonly plan: readonly SnapshotPlan[];
  readonly store: SnapshotStore;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Waits until it is time to look again. */
  readonly pause: () => Promise<void>;
}

/**
 * Deletes what the plan says, and waits until it is gone. One deletion that is refused holds up no other.
 *
 * @throws the signal's reason when it is aborted; deletions that were asked for go on in AWS
 */
export async function carryOut(work: CarryOut): Promise<CleanOutcome> {
  const { plan, progress } = work;
  const deletions = plan.filter((entry) => entry.kind === "delete");
  const tasks = deletions.flatMap(({ cancel }) => cancel.map(({ identifier }) => identifier));
  if (tasks.length > 0)
    await progress.step(
      "Cancel exports",
      () => cancelAll(tasks, work),
      () => tasks.join(", "),
    );
  const refused = await deleteAll(
    deletions.map(({ snapshot }) => snapshot.identifier),
    work,
  );
  const awaited = plan
    .filter(({ kind }) => kind !== "keep")
    .map(({ snapshot }) => snapshot.identifier)
    .filter((identifier) => refused.every((stays) => stays.identifier !== identifier));
  if (awaited.length > 0)
    await progress.step(
      "Wait until they are gone",
      () => untilGone(awaited, work),
      () => awaited.join(", "),
    );
  const kept = plan.flatMap((entry) =>
    entry.kind === "keep" ? [{ identifier: entry.snapshot.identifier, why: entry.why }] : [],
  );
  return { gone: awaited, stays: [...kept, ...refused] };
}

async function cancelAll(tasks: readonly string[], { store, pause, signal }: CarryOut): Promise<void> {
  for (const task of tasks) await store.cancel(task);
  for (;;) {
    const exports = await store.exports();
    const running = valuesOf(exports).filter((task) => isRunning(task) && tasks.includes(task.identifier));
    // What can no longer be seen is left to the deletion, which RDS refuses where it has to.
    if (running.length === 0) return;
    await pause();
    signal.throwIfAborted();
  }
}

async function deleteAll(
  identifiers: readonly string[],
  { store, signal }: CarryOut,
): Promise<readonly Stays[]> {
  const refused: Stays[] = [];
  for (const identifier of identifiers)
    try {
      await store.delete(identifier);
    } catch (error) {
      signal.throwIfAborted();
      refused.push({
        identifier,
        why: awsProblemText("it could not be deleted", "rds:DeleteDBSnapshot", error),
      });
    }
  return refused;
}

async function untilGone(identifiers: readonly string[], { store, pause, signal }: CarryOut): Promise<void> {
  for (;;) {
    const left = await store.snapshots();
    if (left.every(({ identifier }) => !identifiers.includes(identifier))) return;
    await pause();
    signal.throwIfAborted();
  }
}
