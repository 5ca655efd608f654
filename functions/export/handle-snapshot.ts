import { AwsCallError } from "../shared/aws-failure";
import { failureOutcome } from "../shared/failure-outcome";
import type { Outcome } from "../shared/outcome";
import type { ExportDependencies } from "./dependencies";
import { SLOT_WAITS } from "./slot-turn";
import { bodyOf, exportSnapshot, type Asked } from "./export-snapshot";
import type { Snapshot } from "./snapshot";
import { startFailureOutcome } from "./start-failure";

/** Handles one snapshot of a message: a wait for a slot that reconciliation carries on ends without a letter. */
export async function handleSnapshot(
  snapshot: Snapshot,
  asked: Asked,
  dependencies: ExportDependencies,
): Promise<Outcome> {
  const outcome = await exportOrFailure(snapshot, asked, dependencies);
  const waitsForSlot = outcome.kind === "wait" && SLOT_WAITS.has(outcome.cause);
  if (!waitsForSlot || asked.isRequested || !isReconciled(snapshot, dependencies)) return outcome;
  return { ...outcome, leftTo: "reconciliation exports the snapshot when a slot is free" };
}

/** Gathers, decides, carries out; what AWS refuses becomes an outcome of its own. */
export async function exportOrFailure(
  snapshot: Snapshot,
  asked: Asked,
  dependencies: ExportDependencies,
): Promise<Outcome> {
  const subject = { snapshot: snapshot.arn, exportTask: null };
  try {
    return await exportSnapshot(snapshot, asked, dependencies);
  } catch (error) {
    // What RDS does not start is tried again at once: another turn each time would never come to an end.
    const hadSlot = error instanceof AwsCallError && error.operation === "rds:StartExportTask";
    const body = bodyOf(snapshot, hadSlot ? { ...asked, queueing: { kind: "fresh" } } : asked);
    const refused = error instanceof AwsCallError ? startFailureOutcome(error, subject, body) : undefined;
    return refused ?? failureOutcome(error, subject, body);
  }
}

/** Whether reconciliation would still export a snapshot that this message can wait for no longer. */
function isReconciled(
  { createTime, isCopy }: Snapshot,
  { clock, reconciliationWindowInDays }: ExportDependencies,
): boolean {
  const age = createTime === undefined ? 0 : clock.now().getTime() - createTime.getTime();
  return !isCopy && age < reconciliationWindowInDays * DAY_MILLISECONDS;
}

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
