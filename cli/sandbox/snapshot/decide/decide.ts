import type { ExportTask } from "../../../../functions/shared/export-task";
import type { CopyProgress, Facts, FollowedTask, TakenSnapshot } from "./facts";

/** What is waited for, in the order in which the data takes. */
export type Stage = "snapshot" | "start" | "export" | "copy" | "letter";

export type NextStep =
  | { readonly kind: "wait"; readonly stage: Stage; readonly words: string }
  /** The snapshot is made: what the database holds now is compared with what it held before. */
  | { readonly kind: "read again" }
  | { readonly kind: "compare"; readonly task: FollowedTask }
  | { readonly kind: "failed"; readonly reason: string };

/**
 * How long a letter is waited for once an export has failed: the copier looks at a running export every 15 minutes at
 * most, the longest delay of SQS, and then writes why.
 */
const LETTER_MILLISECONDS = 20 * 60_000;

/** How long a snapshot that was just taken may be unknown to the API, whose answers may be of a moment before. */
const KNOWN_MILLISECONDS = 2 * 60_000;

/** Decides what is done next about a snapshot on its way into the landing zone. */
export function decide(facts: Facts): NextStep {
  const { snapshot, task, copy, letters } = facts;
  if (snapshot !== undefined && snapshot.status !== "available") return duringSnapshot(snapshot);
  if (snapshot !== undefined && facts.toReadAgain) return { kind: "read again" };
  if (task !== undefined && copy !== undefined && hasLanded(copy)) return { kind: "compare", task };
  if (letters.length > 0)
    return { kind: "failed", reason: "the pipeline gave up on it: see the dead letters" };
  if (task === undefined) return beforeExport(facts);
  return duringExport(task, copy, facts);
}

function duringSnapshot({ identifier, status, percent }: TakenSnapshot): NextStep {
  return status === "creating"
    ? { kind: "wait", stage: "snapshot", words: `${status}${percentWords(percent)}` }
    : {
        kind: "failed",
        reason: `the snapshot ${identifier} is ${status}: expected creating, then available. RDS's events of it say why`,
      };
}

/** An export goes on when its snapshot is deleted; without one there is nothing to come. */
function beforeExport({ snapshot, takenAt, now }: Facts): NextStep {
  if (snapshot !== undefined)
    return { kind: "wait", stage: "start", words: "the export function has not started an export of it yet" };
  if (takenAt !== undefined && now.getTime() - takenAt.getTime() < KNOWN_MILLISECONDS)
    return { kind: "wait", stage: "snapshot", words: "RDS does not list it yet" };
  return { kind: "failed", reason: "RDS knows neither the snapshot nor an export of it: was it deleted?" };
}

function duringExport(task: FollowedTask, copy: CopyProgress | undefined, facts: Facts): NextStep {
  switch (task.status) {
    case "STARTING":
    case "IN_PROGRESS":
    case "CANCELING":
      return { kind: "wait", stage: "export", words: exportWords(task) };
    case "COMPLETE":
      return { kind: "wait", stage: "copy", words: copyWords(copy) };
    case "FAILED":
    case "CANCELED":
      return ended(task, facts);
    default:
      return {
        kind: "failed",
        reason: `the export task ${task.id} has the status ${task.status}, which this command does not know`,
      };
  }
}

function ended(task: ExportTask, { now, endedAt = now }: Facts): NextStep {
  if (now.getTime() - endedAt.getTime() < LETTER_MILLISECONDS)
    return { kind: "wait", stage: "letter", words: `${causeOf(task)}; the copier will say what to do` };
  return { kind: "failed", reason: `${causeOf(task)}; no dead letter about it came within 20 minutes` };
}

/** Such as `the export task x is FAILED: the bucket is not valid`. */
export function causeOf({ id, status, failureCause }: ExportTask): string {
  return `the export task ${id} is ${status}: ${failureCause ?? "RDS names no cause"}`;
}

function hasLanded(copy: CopyProgress): boolean {
  switch (copy.kind) {
    // Of an export without a single Parquet file the zone's listing says nothing: complete means landed.
    case "listed":
      return copy.landed >= copy.exported;
    case "told":
      return copy.logged;
  }
}

function exportWords({ id, status, percentProgress, extractedGB }: FollowedTask): string {
  const extracted = extractedGB === undefined || extractedGB === 0 ? "" : `, ${extractedGB} GB extracted`;
  return `${id}: ${status}${status === "STARTING" ? "" : percentWords(percentProgress)}${extracted}`;
}

function copyWords(copy: CopyProgress | undefined): string {
  if (copy === undefined) return "the export is complete";
  switch (copy.kind) {
    case "listed":
      return `${copy.landed} of ${copy.exported} files are in the landing zone`;
    case "told":
      return `${copy.exported} files to copy, ${copy.messages} message(s) in the copier's queue`;
  }
}

const percentWords = (percent: number | undefined): string => (percent === undefined ? "" : `, ${percent} %`);
