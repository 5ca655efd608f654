import { RDS_MAX_CONCURRENT_EXPORTS } from "../shared/limits";
import type { ExportTask } from "../shared/export-task";
import type { WaitCause } from "../shared/wait-policies";
import { landingDay, type LandingVerdict } from "./landing-rules";
import type { Part } from "./safety-net";
import { slotFor, type Queueing } from "./slot-turn";
import { belongs, DELETED, whyUnclear, type Snapshot } from "./snapshot";
import { taskIds } from "./task-id";

/** Everything that decides about one snapshot. What is undefined has not been asked: {@link decideExport} says when it must be. */
export interface ExportFacts {
  readonly snapshot: Snapshot;
  /** Every export task of the snapshot's ARN, whatever its state, and any other that was found in the way. */
  readonly tasks: readonly ExportTask[] | undefined;
  /** Identifiers that RDS refuses although it shows no such task any more. */
  readonly takenIds: readonly string[];
  /** Identifiers of the export tasks of the whole account that take a slot of the quota. */
  readonly runningTasks: readonly string[] | undefined;
  /** How the message comes to a free slot. */
  readonly queueing: Queueing;
  /** What the rules say of a snapshot that nobody has begun to export. */
  readonly verdict: LandingVerdict | undefined;
  /** Bucket that we export into. */
  readonly bucket: string;
  readonly part: Part;
}

/** A fact that is asked of AWS. */
export type Question = "tasks" | "runningTasks" | "verdict";

export type ExportDecision =
  /** That one has to be known first. */
  | { readonly kind: "ask"; readonly about: Question }
  | { readonly kind: "start"; readonly taskId: string }
  /** A live or complete task exports this snapshot: the copier takes it from here. */
  | { readonly kind: "go-on"; readonly task: ExportTask }
  /** Another message has started an export, whatever has become of it, and has told the copier, who tells of its end. */
  | { readonly kind: "covered"; readonly task: ExportTask }
  /** A rule keeps the snapshot from landing. */
  | { readonly kind: "ignore"; readonly reason: string }
  | ({ readonly kind: "wait" } & ExportWait)
  | { readonly kind: "reject"; readonly code: string; readonly reason: string; readonly remedy: string };

/** Why a snapshot waits, and what is said when that was in vain. */
export interface ExportWait {
  readonly cause: WaitCause;
  readonly reason: string;
  readonly code?: string;
  readonly remedy?: string;
  /** Export tasks that took slots when the snapshot saw a free one. */
  readonly slotsTakenBy?: readonly string[];
}

/** The states in which a task takes a slot of the account's quota. */
export const RUNNING_STATES: ReadonlySet<string> = new Set(["STARTING", "IN_PROGRESS", "CANCELING"]);

/** Export tasks in these states have left nothing to land. */
export const ENDED_WITHOUT_DATA: ReadonlySet<string> = new Set(["FAILED", "CANCELED"]);

/** Snapshots in these states never become available. */
const LOST_STATES: ReadonlySet<string> = new Set(["failed", "deleting", DELETED]);

/**
 * Decides what to do about one snapshot now, or what has to be asked first: no call of AWS is made for an answer that would
 * change nothing. Of a snapshot that is being made nothing is asked: RDS exports only those that are available.
 */
export function decideExport(facts: ExportFacts): ExportDecision {
  const { snapshot, bucket, part } = facts;
  const tasks = facts.tasks ?? (snapshot.status === "creating" ? [] : undefined);
  if (tasks === undefined) return { kind: "ask", about: "tasks" };
  const ours = tasks.filter((task) => belongs(task, snapshot, bucket) === "same");
  const cancelling = ours.find((task) => task.status === "CANCELING");
  const alive = liveExport(tasks, snapshot, bucket);
  if (part.kind === "safety-net") {
    // Whatever has become of it: an export that failed, or that somebody cancelled, is not begun again by the net.
    const begun = alive ?? ours.at(-1);
    if (begun !== undefined) return { kind: part.mayHaveStarted ? "go-on" : "covered", task: begun };
  }
  if (alive !== undefined) return { kind: "go-on", task: alive };
  if (cancelling !== undefined)
    return {
      kind: "wait",
      cause: "export-cancelling",
      reason: `Its export task ${cancelling.id} is being cancelled`,
    };
  const last = ours.at(-1);
  // The copier knows why its export has failed, and whether that has been told.
  if (last !== undefined && LOST_STATES.has(snapshot.status)) return { kind: "go-on", task: last };
  // Of an export that ended in vain no row is anywhere: what has come to ignore its snapshot since counts.
  const verdict = verdictOf(facts);
  if (verdict.kind === "ask") return verdict;
  if (verdict.kind === "ignored") return { kind: "ignore", reason: verdict.reason };
  const doubtful = tasks.find(
    (task) => belongs(task, snapshot, bucket) === "unknown" && !ENDED_WITHOUT_DATA.has(task.status),
  );
  // Where somebody has exported this one besides, there is no doubt.
  if (doubtful !== undefined && last === undefined) return doubt(doubtful);
  if (LOST_STATES.has(snapshot.status)) return lost(snapshot);
  if (snapshot.status !== "available" || snapshot.createTime === undefined)
    return { kind: "wait", cause: "snapshot-creating", reason: `The snapshot is ${snapshot.status}` };
  if (landingDay(snapshot) === undefined) return noLandingDay(snapshot);
  if (part.kind === "safety-net" && !part.stepsIn)
    return {
      kind: "wait",
      cause: "finish-event",
      reason: "The snapshot is available: its backup's finish event is expected to export it",
    };
  if (verdict.kind === "open") return waitForEarlier(verdict.reason);
  return waitForSlot(facts) ?? { kind: "start", taskId: freeTaskId(facts, tasks, ours.length + 1) };
}

const LANDS = { kind: "lands" } as const;

/** While hundreds wait for a slot, the rules are asked about each again only when it may have one. */
function verdictOf({
  queueing,
  runningTasks,
  verdict,
}: ExportFacts): LandingVerdict | { readonly kind: "ask"; readonly about: Question } {
  if (verdict !== undefined) return verdict;
  if (queueing.kind === "fresh") return { kind: "ask", about: "verdict" };
  if (runningTasks === undefined) return { kind: "ask", about: "runningTasks" };
  return slotFor(queueing, runningTasks) === "taken" ? LANDS : { kind: "ask", about: "verdict" };
}

function waitForSlot({ queueing, runningTasks, part }: ExportFacts): ExportDecision | undefined {
  if (runningTasks === undefined) return { kind: "ask", about: "runningTasks" };
  switch (slotFor(queueing, runningTasks)) {
    case "free":
      return undefined;
    case "taken":
      return waitForQuota(runningTasks, part);
    case "let-others-first":
      return {
        kind: "wait",
        cause: "export-turn",
        reason: `${quotaOf(runningTasks)}: the free slot is first left to snapshots that have waited longer`,
        slotsTakenBy: runningTasks,
      };
  }
}

/** @param runningTasks those that take all slots */
export function waitForQuota(
  runningTasks: readonly string[],
  part: Part,
): { readonly kind: "wait" } & Pick<ExportWait, "cause" | "reason"> {
  const cause = part.kind === "actor" ? "export-quota" : "export-quota-net";
  return { kind: "wait", cause, reason: quotaOf(runningTasks) };
}

function quotaOf({ length }: readonly string[]): string {
  return `${length} export tasks run, RDS allows ${RDS_MAX_CONCURRENT_EXPORTS}`;
}

function waitForEarlier(reason: string): ExportDecision {
  return {
    kind: "wait",
    cause: "snapshot-creating",
    reason,
    code: "FIRST_OF_DAY_UNDECIDED",
    remedy:
      "See in the RDS console what keeps the snapshot that the reason names from becoming available; redrive this letter " +
      "when it has, or has failed or is deleted.",
  };
}

/** The task that exports this snapshot, or has exported it; undefined when none does. */
function liveExport(
  tasks: readonly ExportTask[],
  snapshot: Snapshot,
  bucket: string,
): ExportTask | undefined {
  return tasks.find(
    (task) =>
      belongs(task, snapshot, bucket) === "same" &&
      task.status !== "CANCELING" &&
      !ENDED_WITHOUT_DATA.has(task.status),
  );
}

function freeTaskId(
  { snapshot, takenIds }: ExportFacts,
  tasks: readonly ExportTask[],
  repetition: number,
): string {
  const taken = new Set([...takenIds, ...tasks.map((task) => task.id)].map((id) => id.toLowerCase()));
  const ids = taskIds(snapshot, repetition);
  let id = ids.next().value;
  while (taken.has(id.toLowerCase())) id = ids.next().value;
  return id;
}

/** Exported twice, its rows would double; not exported at all, they would be missing: a person has to look. */
function doubt(task: ExportTask): ExportDecision {
  const { id, status } = task;
  const reason = `${whyUnclear(task)}; it is ${status}`;
  if (status !== "COMPLETE") return { kind: "wait", cause: "snapshot-busy", reason };
  return {
    kind: "reject",
    code: "EXPORT_TASK_UNCLEAR",
    reason,
    remedy:
      task.snapshotTime === undefined
        ? `See what ${id} exported. If it was this snapshot, send the copier's queue its message; if it was an earlier one ` +
          "of that name, export this one by hand under another task identifier, and send the message of that."
        : `See whose rows ${id} has landed under its own day. If they are an earlier snapshot's of that name, export this one by ` +
          "hand under another task identifier: it lands by itself. If they are this one's, there is nothing to be done. Delete " +
          "this letter; reconciliation writes up to two more as long as this one has no other export.",
  };
}

/** It would be exported, and paid for, and then have no place to land. */
function noLandingDay({ name }: Snapshot): ExportDecision {
  return {
    kind: "reject",
    code: "NO_LANDING_DATE",
    reason: `The name ${name} says that the snapshot is backdated, and holds no day of the calendar`,
    remedy:
      "Copy the snapshot under a name with a day of the calendar (sql-to-parquet-YYYY-MM-DD-backdated) and send the export " +
      'queue a request for that one: {"SnapshotArn":"<its ARN>"}. Delete this letter.',
  };
}

function lost(snapshot: Snapshot): ExportDecision {
  return {
    kind: "reject",
    code: "SNAPSHOT_UNUSABLE",
    reason: `The snapshot is ${snapshot.status}: it can never be exported`,
    remedy:
      "Take a new snapshot of the instance, which is exported by itself; delete this letter once that has landed.",
  };
}
