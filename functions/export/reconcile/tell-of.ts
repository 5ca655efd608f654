import { AwsCallError } from "../../shared/aws-failure";
import type { ExportTask } from "../../shared/export-task";
import { landingDate } from "../../shared/landing-date";
import type { Outcome } from "../../shared/outcome";
import type { ExportDependencies } from "../dependencies";
import type { Reconciliation } from "../reconcile-message";
import { exportOrFailure } from "../handle-snapshot";
import type { Snapshot } from "../snapshot";
import { EXPORT_GRACE, type Judged } from "./decide-reconciliation";

/** One look at what has landed. */
export interface Look {
  readonly message: Reconciliation;
  readonly now: Date;
  /** Whether it is one of those between two of the schedule's, for slots that became free. */
  readonly isBetween: boolean;
  /** Whether SQS has given the message before: an export may have been begun, and the copier not told of it. */
  readonly isRepeated: boolean;
  /** Whether the invocation has time left to begin something more. */
  readonly hasTime: () => boolean;
}

const HOURS = 60 * 60 * 1000;
const DAYS = 24 * HOURS;

/** The snapshot's age when the schedule sent the look, in milliseconds: a look that comes late is the same look. */
function ageAt({ createTime }: Snapshot, { message }: Look): number {
  return createTime === undefined ? 0 : message.scheduledTime.getTime() - createTime.getTime();
}

/** Whether exactly this look of the schedule is the first one from an age on. @param from milliseconds */
function isFirstFrom(from: number, snapshot: Snapshot, look: Look): boolean {
  const age = ageAt(snapshot, look);
  return !look.isBetween && age >= from && age < from + look.message.intervalInHours * HOURS;
}

/**
 * Whether a person is told that a snapshot cannot be helped: by the first look that finds it due, by one a day later, for the
 * first may have been lost, and by the last before the snapshot is too old to be looked at. Other looks would say the same,
 * four times a day.
 */
export function isToldNow(snapshot: Snapshot, look: Look): boolean {
  if (snapshot.createTime === undefined) return isFirstOfDay(look);
  const firsts = [EXPORT_GRACE, EXPORT_GRACE + DAYS];
  return firsts.some((from) => isFirstFrom(from, snapshot, look)) || isLastLook(snapshot, look);
}

/** Of what RDS says no time nobody knows how often it was looked at: it is told of once a day. */
function isFirstOfDay({ message: { scheduledTime, intervalInHours }, isBetween }: Look): boolean {
  const before = scheduledTime.getTime() - intervalInHours * HOURS;
  return !isBetween && Math.floor(before / DAYS) < Math.floor(scheduledTime.getTime() / DAYS);
}

/** Whether the next look of the schedule finds the snapshot too old to be looked at. */
function isLastLook(snapshot: Snapshot, look: Look): boolean {
  const { windowInDays, intervalInHours } = look.message;
  return isFirstFrom(windowInDays * DAYS - intervalInHours * HOURS, snapshot, look);
}

/**
 * Whether the next look of the schedule, or the one after it, finds the snapshot too old to be looked at. Two looks say what is
 * said at the end, for one may be lost; but none says it of a snapshot that is younger than a day, or than half of the window.
 */
export function isOneOfTheLast(snapshot: Snapshot, look: Look): boolean {
  const { windowInDays, intervalInHours } = look.message;
  const window = windowInDays * DAYS;
  const isLate = ageAt(snapshot, look) >= Math.min(DAYS, window / 2);
  const isBeforeLast = isFirstFrom(window - 2 * intervalInHours * HOURS, snapshot, look);
  return isLastLook(snapshot, look) || (isBeforeLast && isLate);
}

/** Whether the log says that a rule ignores a snapshot: once, and again where that look may have been lost. */
function isIgnoringTold(snapshot: Snapshot, look: Look): boolean {
  const isNew = !look.isBetween && ageAt(snapshot, look) < EXPORT_GRACE;
  return isNew || isToldNow(snapshot, look);
}

/** Counted once, and not of an automated one: its backup's event has counted that. */
function ignoredMetrics(snapshot: Snapshot, look: Look): Pick<Outcome, "metrics"> {
  const isCounted = !snapshot.name.startsWith("rds:") && isFirstFrom(EXPORT_GRACE, snapshot, look);
  return isCounted ? { metrics: { snapshotIgnored: 1 } } : {};
}

/** What a look says of a snapshot that it leaves as it is. */
export function left(
  { arn }: Snapshot,
  decision: string,
  reason: string,
  nextStep = "the next look of the schedule sees to it",
): Outcome {
  return { kind: "done", subject: { snapshot: arn, exportTask: null }, decision, reason, nextStep };
}

/** Says why snapshots do not land: whom a rule ignores, once; whom only a person can help, each time. */
export async function tellOf(
  judged: readonly Judged[],
  look: Look,
  dependencies: ExportDependencies,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { snapshot, state } of judged) {
    if (state.kind === "ignored" && isIgnoringTold(snapshot, look))
      outcomes.push({ ...left(snapshot, "ignore", state.reason), ...ignoredMetrics(snapshot, look) });
    if (state.kind !== "given-up") continue;
    if (state.failed !== undefined) {
      outcomes.push(await tellCopier(snapshot, state.failed, state.reason, look, dependencies));
      continue;
    }
    const letter =
      !state.isTold && isToldNow(snapshot, look) ? await letterOf(snapshot, dependencies) : undefined;
    outcomes.push(letter ?? left(snapshot, "given-up", state.reason));
  }
  return outcomes;
}

/**
 * Lets the copier tell of an export that has failed, as its own message would have: it knows the cause, and keeps a record
 * of its letter, which ends this. Where it can keep none, the looks that tell of other things do.
 */
async function tellCopier(
  snapshot: Snapshot,
  { id, sourceArn, snapshotTime }: ExportTask,
  reason: string,
  look: Look,
  { copier, bucket }: ExportDependencies,
): Promise<Outcome> {
  const isRecorded = landingDate(sourceArn, snapshotTime) !== undefined;
  if (!look.hasTime() || !(isRecorded || isToldNow(snapshot, look)))
    return left(snapshot, "given-up", reason);
  try {
    const delaySeconds = await copier.tell({
      ExportTaskIdentifier: id,
      ExportBucket: bucket,
      DBInstanceIdentifier: snapshot.instance,
    });
    const nextStep = `nobody has been told: in ${delaySeconds} s the copier writes the letter`;
    return left(snapshot, "given-up", reason, nextStep);
  } catch (error) {
    if (!(error instanceof AwsCallError)) throw error;
    return left(snapshot, "given-up", `${reason}, and the copier cannot be told: ${error.message}`);
  }
}

/** The letter that the snapshot's own message would have written. */
async function letterOf(snapshot: Snapshot, dependencies: ExportDependencies): Promise<Outcome | undefined> {
  const outcome = await exportOrFailure(snapshot, AS_ACTOR, dependencies);
  return outcome.kind === "wait" ? undefined : outcome;
}

/** Reconciliation acts for the snapshot's own message, and does not queue behind others. */
export const AS_ACTOR = {
  part: { kind: "actor" },
  isRequested: false,
  queueing: { kind: "fresh" },
} as const;
