import type { ExportTask } from "../../shared/export-task";
import type { LandingRecord } from "../../shared/landing-records";
import { ENDED_WITHOUT_DATA } from "../decide";
import { landingDay, type LandingRules, type LandingVerdict } from "../landing-rules";
import type { Landing } from "../past-landings";
import { belongs, whyUnclear, type Snapshot } from "../snapshot";
import { push, rulesOnDays } from "./days";

/** Everything that decides what has not landed, and what is done about it. */
export interface ReconciliationFacts {
  readonly now: Date;
  /** Earlier snapshots are nobody's concern. */
  readonly since: Date;
  /** Bucket that we export into. */
  readonly bucket: string;
  readonly rules: LandingRules;
  /**
   * Snapshots of the listed instances, from the first moment of the UTC day of `since` on, for they may be the first of
   * that day; those that are deleted too, with status `deleted`, where an export of them lives.
   */
  readonly snapshots: readonly Snapshot[];
  /** Deleted snapshots of which every export has failed: they land no more, and are in no other's way. */
  readonly lost: readonly Snapshot[];
  /** Every export task into the bucket. */
  readonly tasks: readonly ExportTask[];
  /** What the copier has written, by the export tasks' identifiers. */
  readonly records: ReadonlyMap<string, ReadonlySet<LandingRecord>>;
  /** Landings of those days whose snapshot is deleted. Only needed where the first of each day lands. */
  readonly past: readonly (Landing & { readonly importDate: string })[];
  /** UTC days, YYYYMMDD, whose past is not known whole, and why: nobody can be called the first of such a day. */
  readonly openDays: ReadonlyMap<string, string>;
  /** Export tasks whose manifests do not say of which instance they are. Only known where the first of each day lands. */
  readonly nameless: ReadonlySet<string>;
}

/** How it stands with one snapshot. */
export type SnapshotState =
  | { readonly kind: "landed" }
  | { readonly kind: "ignored"; readonly reason: string }
  /** `task`: the export whose end, or whose landing, its own message to the copier is expected to see to. */
  | { readonly kind: "in-progress"; readonly reason: string; readonly task?: ExportTask }
  /** Its export is complete, and nobody has landed it: another export's files would have other names, and rows double. */
  | { readonly kind: "copy-again"; readonly reason: string; readonly task: ExportTask }
  /** It has landed, and nothing says that its workflow was started: the message that waited for that may be lost. */
  | { readonly kind: "finish"; readonly reason: string; readonly task: ExportTask }
  | { readonly kind: "export"; readonly reason: string }
  | { readonly kind: "export-again"; readonly reason: string }
  /** Only a person can help. `isTold`: a dead letter has been written about it; else `failed` is what it is to tell of. */
  | {
      readonly kind: "given-up";
      readonly reason: string;
      readonly isTold: boolean;
      readonly failed?: ExportTask;
    };

export interface Judged {
  readonly snapshot: Snapshot;
  readonly state: SnapshotState;
}

const HOURS = 60 * 60 * 1000;

/** Milliseconds that a snapshot is left to its own events and messages. */
export const EXPORT_GRACE = HOURS;

/** Milliseconds that an ended export is left to its own copier message. */
const COPY_GRACE = 2 * HOURS;

/** Exports that one snapshot gets, the first one included: what fails three times fails again. */
export const MAX_EXPORTS = 3;

/** Decides about every snapshot since `since`, oldest first; those without a time yet come last. */
export function decideReconciliation(facts: ReconciliationFacts): readonly Judged[] {
  const tasks = new Map<string, ExportTask[]>();
  for (const task of facts.tasks) push(tasks, task.sourceArn, task);
  const verdictOf = rulesOnDays(facts);
  const judge = (snapshots: readonly Snapshot[]): readonly Judged[] =>
    snapshots
      .filter(({ isCopy, createTime }) => !isCopy && (createTime === undefined || createTime >= facts.since))
      .map((snapshot) => ({
        snapshot,
        state: stateOf(snapshot, tasks.get(snapshot.arn) ?? [], verdictOf, facts),
      }));
  // Of what is lost and told there is nothing more to say.
  const lost = judge(facts.lost).filter(({ state }) => state.kind !== "given-up" || !state.isTold);
  return [...judge(facts.snapshots), ...lost].sort((one, other) => oldestFirst(one.snapshot, other.snapshot));
}

function oldestFirst(one: Snapshot, other: Snapshot): number {
  const time = ({ createTime }: Snapshot): number => createTime?.getTime() ?? Infinity;
  if (time(one) !== time(other)) return time(one) - time(other);
  return one.arn < other.arn ? -1 : 1;
}

function stateOf(
  snapshot: Snapshot,
  tasks: readonly ExportTask[],
  verdictOf: (snapshot: Snapshot) => LandingVerdict,
  facts: ReconciliationFacts,
): SnapshotState {
  const ours = tasks.filter((task) => belongs(task, snapshot, facts.bucket) === "same");
  if (ours.length > 0) return stateOfExported(snapshot, ours, verdictOf, facts);
  const verdict = verdictOf(snapshot);
  if (verdict.kind === "ignored") return verdict;
  const unclear = tasks.find(
    (task) => belongs(task, snapshot, facts.bucket) === "unknown" && !ENDED_WITHOUT_DATA.has(task.status),
  );
  if (unclear !== undefined) return stateOfUnclear(unclear, facts);
  if (verdict.kind === "open") return { kind: "in-progress", reason: verdict.reason };
  return stateOfUnexported(snapshot, facts);
}

function stateOfExported(
  snapshot: Snapshot,
  ours: readonly ExportTask[],
  verdictOf: (snapshot: Snapshot) => LandingVerdict,
  facts: ReconciliationFacts,
): SnapshotState {
  const { now, records } = facts;
  const landed = ours.find(({ id }) => records.get(id)?.has("manifest") === true);
  if (landed !== undefined) return stateOfLanded(landed, facts);
  const isTold = ({ id }: ExportTask): boolean => records.get(id)?.has("rejection") === true;
  const complete = ours.filter(({ status }) => status === "COMPLETE").sort(begunFirst);
  // The copier knows no folder for its records either: it has told of it without one.
  if (complete.length > 0 && landingDay(snapshot) === undefined)
    return { kind: "given-up", reason: `The snapshot ${snapshot.name} has no landing date`, isTold: true };
  // Of the others a letter tells; this one somebody has made anew, as the letter says.
  const toLand = complete.find((task) => !isTold(task));
  if (toLand !== undefined) {
    const ended = toLand.endTime ?? toLand.startTime ?? snapshot.createTime ?? now;
    const reason = `Its export ${toLand.id} is complete and has no manifest`;
    return now.getTime() - ended.getTime() > COPY_GRACE
      ? { kind: "copy-again", reason, task: toLand }
      : { kind: "in-progress", reason, task: toLand };
  }
  const alive = ours.find(({ status }) => status !== "COMPLETE" && !ENDED_WITHOUT_DATA.has(status));
  if (alive !== undefined)
    return { kind: "in-progress", reason: `Its export ${alive.id} is ${alive.status}`, task: alive };
  const failed = ours.filter(({ status }) => ENDED_WITHOUT_DATA.has(status));
  const [told] = complete;
  if (told === undefined) return stateOfFailed(snapshot, failed, verdictOf, facts);
  return untold(`The copier has written a dead letter about ${told.id}`, failed, facts);
}

/** Whether somebody has been told of the export that failed last; its own message may be about to. */
function untold(
  reason: string,
  failed: readonly ExportTask[],
  { now, records }: ReconciliationFacts,
): SnapshotState {
  const last = lastOf(failed);
  if (last === undefined || records.get(last.id)?.has("rejection") === true)
    return { kind: "given-up", reason, isTold: true };
  return now.getTime() - endOf(last) > COPY_GRACE
    ? { kind: "given-up", reason, isTold: false, failed: last }
    : { kind: "in-progress", reason, task: last };
}

/** The copier looks whether the workflow has been started, and sees to it otherwise. */
function stateOfLanded(task: ExportTask, { now, records, nameless }: ReconciliationFacts): SnapshotState {
  const kinds = records.get(task.id);
  const isOver = kinds?.has("finished") === true || kinds?.has("workflowRejection") === true;
  // Its own message may be about to.
  if (now.getTime() - endOf(task) <= COPY_GRACE) return { kind: "landed" };
  if (nameless.has(task.id))
    return {
      kind: "finish",
      reason: `Its export ${task.id} has landed, and the manifest names no instance`,
      task,
    };
  if (isOver) return { kind: "landed" };
  return {
    kind: "finish",
    reason: `Its export ${task.id} has landed, and nothing says that the workflow was started`,
    task,
  };
}

function stateOfFailed(
  snapshot: Snapshot,
  failed: readonly ExportTask[],
  verdictOf: (snapshot: Snapshot) => LandingVerdict,
  facts: ReconciliationFacts,
): SnapshotState {
  const names = failed.map(({ id, status }) => `${id} is ${status}`).join(", ");
  if (snapshot.status !== "available")
    return untold(`${names}, and the snapshot is ${snapshot.status}`, failed, facts);
  const verdict = verdictOf(snapshot);
  if (verdict.kind === "ignored") {
    const state = untold(`${names}; ${verdict.reason}`, failed, facts);
    return state.kind === "given-up" && state.isTold ? verdict : state;
  }
  if (failed.length >= MAX_EXPORTS)
    return untold(`${MAX_EXPORTS} exports are enough: ${names}`, failed, facts);
  if (verdict.kind === "open") return { kind: "in-progress", reason: verdict.reason };
  const last = lastOf(failed);
  return last !== undefined && facts.now.getTime() - endOf(last) <= EXPORT_GRACE
    ? { kind: "in-progress", reason: names, task: last }
    : { kind: "export-again", reason: names };
}

function lastOf(tasks: readonly ExportTask[]): ExportTask | undefined {
  return [...tasks].sort((one, other) => endOf(one) - endOf(other)).at(-1);
}

function endOf({ endTime, startTime }: ExportTask): number {
  return (endTime ?? startTime)?.getTime() ?? 0;
}

/** RDS says neither which snapshot the task exports nor when it began: nothing is done that might double rows. */
function stateOfUnclear(task: ExportTask, { records }: ReconciliationFacts): SnapshotState {
  const { id, status } = task;
  if (records.get(id)?.has("manifest") === true && task.snapshotTime === undefined) return { kind: "landed" };
  const reason = `${whyUnclear(task)}; it is ${status}`;
  if (status !== "COMPLETE") return { kind: "in-progress", reason };
  return { kind: "given-up", reason, isTold: records.get(id)?.has("rejection") === true };
}

function stateOfUnexported(snapshot: Snapshot, { now }: ReconciliationFacts): SnapshotState {
  const { status, createTime } = snapshot;
  const reason = `The snapshot is ${status}, and no task exports it`;
  if (status === "failed") return { kind: "given-up", reason, isTold: false };
  if (status === "available" && createTime !== undefined && landingDay(snapshot) === undefined)
    return { kind: "given-up", reason: `The snapshot ${snapshot.name} has no landing date`, isTold: false };
  const isDue = createTime !== undefined && now.getTime() - createTime.getTime() > EXPORT_GRACE;
  return { kind: status === "available" && isDue ? "export" : "in-progress", reason };
}

/** Of several complete exports of one snapshot only the one that began first is landed. */
function begunFirst(one: ExportTask, other: ExportTask): number {
  const begun = ({ startTime }: ExportTask): number => startTime?.getTime() ?? Infinity;
  if (begun(one) !== begun(other)) return begun(one) - begun(other);
  return one.id < other.id ? -1 : 1;
}
