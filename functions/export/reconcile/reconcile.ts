import { AwsCallError } from "../../shared/aws-failure";
import type { Invocation } from "../../shared/batch";
import type { Incoming } from "../../shared/incoming";
import { RDS_MAX_CONCURRENT_EXPORTS } from "../../shared/limits";
import { NO_SUBJECT, type Counts, type Outcome } from "../../shared/outcome";
import type { ExportDependencies } from "../dependencies";
import { reconcileBody, type Reconciliation } from "../reconcile-message";
import { copyAgain } from "./copy-again";
import { decideReconciliation, type Judged } from "./decide-reconciliation";
import { gatherFacts } from "./gather-facts";
import { oldestNotLanded } from "./oldest-not-landed";
import type { Started } from "./in-turn";
import { lastWordsOfUnexported } from "./last-words";
import { startDue } from "./start-due";
import { carrying, startExports } from "./start-exports";
import { tellOf, type Look } from "./tell-of";

const HOURS = 60 * 60 * 1000;

/**
 * Looks at every snapshot of the listed instances, and repairs what is missing, oldest first. While exports are due that
 * find no slot, the message comes back every ten to thirty seconds, and gives each slot that becomes free to the oldest snapshot; such a
 * look in between starts exports, and does nothing else.
 *
 * @throws AwsCallError when the facts cannot be had: nothing has been done then
 */
export async function reconcile(
  message: Reconciliation,
  { state: { waiting }, deliveries }: Pick<Incoming, "state" | "deliveries">,
  invocation: Invocation,
  dependencies: ExportDependencies,
): Promise<readonly Outcome[]> {
  const now = dependencies.clock.now();
  const end = new Date(message.scheduledTime.getTime() + message.intervalInHours * HOURS);
  if (now >= end)
    return [
      done("outdated", `The next look was due at ${end.toISOString()}: a newer one has taken its place`),
    ];
  const hasTime = (): boolean => invocation.getRemainingTimeInMillis() > SPARE_MILLISECONDS;
  const isBetween = waiting?.cause === "reconciliation-turn";
  const look: Look = { message, now, isBetween, isRepeated: deliveries > 1, hasTime };
  if (!look.isBetween) return await lookAround(look, dependencies);
  try {
    const { length } = await dependencies.rds.runningTasks();
    return length < RDS_MAX_CONCURRENT_EXPORTS
      ? await fillSlots(look, dependencies)
      : [waitForSlot("Every slot of the export quota is taken")];
  } catch (error) {
    // It stays a look in between: what a look of the schedule does is done once.
    if (error instanceof AwsCallError && error.kind === "healable") return [waitForSlot(error.message)];
    throw error;
  }
}

/** Gives free slots to the snapshots that the message carries; when they are used up, it is time to look around. */
async function fillSlots(look: Look, dependencies: ExportDependencies): Promise<readonly Outcome[]> {
  const started = await startDue(look, dependencies);
  const { outcomes, left, tried } = started;
  const due = left.map((each) => (tried.has(each) ? { ...each, isTried: true as const } : each));
  if (left.length > 0) return [...outcomes, waitWith({ ...look.message, due }, started)];
  try {
    return [...outcomes, ...(await lookAround(look, dependencies))];
  } catch (error) {
    // What has been started is told and counted; the next look in between begins with looking around.
    if (error instanceof AwsCallError && error.kind === "healable")
      return [...outcomes, { ...waitWith({ ...look.message, due: [] }, started), reason: error.message }];
    throw error;
  }
}

async function lookAround(look: Look, dependencies: ExportDependencies): Promise<readonly Outcome[]> {
  const { message, now, isBetween } = look;
  const judged =
    message.instances.length === 0 ? [] : decideReconciliation(await gatherFacts(message, now, dependencies));
  const told = isBetween ? [] : await tellOf(judged, look, dependencies);
  const copied = isBetween ? [] : await copyAgain(judged, look, dependencies);
  const lastWords = isBetween ? [] : await lastWordsOfUnexported(judged, look, dependencies);
  const started = await startExports(judged, look, dependencies);
  const { outcomes, left } = started;
  const measured = oldestNotLanded(judged, message.instances, now);
  const summary = {
    ...(left.length > 0
      ? waitWith(carrying(started, message), started)
      : done("reconcile", `Looked at ${judged.length} snapshots of ${message.instances.length} instances`)),
    counts: { ...countStates(judged), left: left.length },
    ...(isBetween ? { metrics: measured.metrics } : measured),
  };
  return [...told, ...copied, ...lastWords, ...outcomes, summary];
}

function isStart(outcome: Outcome): boolean {
  return outcome.kind === "done" && outcome.decision === "start";
}

function waitWith(
  message: Reconciliation,
  { outcomes, left, obstacle }: Pick<Started<unknown>, "outcomes" | "left" | "obstacle">,
): Extract<Outcome, { kind: "wait" }> {
  const why = obstacle?.reason ?? "RDS gives no answer";
  return {
    ...(outcomes.some(isStart) && { progressed: true }),
    ...waitForSlot(`${left.length} snapshots are to be exported: ${why}`),
    body: reconcileBody(message),
  };
}

/** Milliseconds of the invocation that are kept for carrying out what was decided. */
const SPARE_MILLISECONDS = 120_000;

function waitForSlot(reason: string): Extract<Outcome, { kind: "wait" }> {
  return { kind: "wait", cause: "reconciliation-turn", subject: NO_SUBJECT, reason };
}

function done(decision: string, reason: string): Outcome {
  return { kind: "done", subject: NO_SUBJECT, decision, reason, nextStep: "the schedule looks again" };
}

function countStates(judged: readonly Judged[]): Counts {
  const counts: Record<string, number> = {};
  for (const { state } of judged) counts[state.kind] = (counts[state.kind] ?? 0) + 1;
  return counts;
}
