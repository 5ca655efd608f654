import type { ExportTask } from "../shared/export-task";
import type { WaitCause } from "../shared/wait-policies";
import { landingDate, type LandingDate } from "../shared/landing-date";
import { parseTaskWarnings, type TaskWarnings } from "./task-warnings";

/** Everything that decides about one message. */
export interface CopyFacts {
  readonly taskId: string;
  /** Export bucket, as the message has it. */
  readonly bucket: string;
  /** The task, or undefined when RDS knows none of that identifier. */
  readonly task: ExportTask | undefined;
  /** The bucket that this pipeline exports into. */
  readonly exportBucket: string;
  /** Whether a letter tells already that the task has failed or was cancelled. */
  readonly isTold: boolean;
}

export type CopyDecision =
  | {
      readonly kind: "copy";
      readonly task: ExportTask;
      readonly date: LandingDate;
      readonly warnings: TaskWarnings;
    }
  | {
      readonly kind: "wait";
      readonly cause: WaitCause;
      readonly reason: string;
      readonly code?: string;
      readonly remedy?: string;
    }
  | {
      readonly kind: "done";
      readonly decision: "told-before";
      readonly reason: string;
      readonly nextStep: string;
    }
  | { readonly kind: "reject"; readonly code: string; readonly reason: string; readonly remedy: string };

/** Decides what to do about an export task now. */
export function decideCopy({ taskId, bucket, task, exportBucket, isTold }: CopyFacts): CopyDecision {
  if (task === undefined)
    return {
      kind: "wait",
      cause: "settling",
      reason: `RDS knows no export task ${taskId}`,
      code: "EXPORT_TASK_NOT_FOUND",
      remedy: "See who sent the message; if the snapshot is not landed, start its export again.",
    };
  if (task.bucket !== bucket)
    return {
      kind: "reject",
      code: "BUCKETS_DIFFER",
      reason: `The message says that ${taskId} exports into ${bucket}, RDS says into ${task.bucket}`,
      remedy: `If ${task.bucket} is right, send the copier's queue a message with that ExportBucket.`,
    };
  if (bucket !== exportBucket)
    return {
      kind: "reject",
      code: "BUCKETS_DIFFER",
      reason: `${taskId} exports into ${bucket}, this pipeline into ${exportBucket}`,
      remedy: `If the export is to land here, export the snapshot into ${exportBucket}; else delete this letter.`,
    };
  switch (task.status) {
    case "STARTING":
    case "IN_PROGRESS":
    case "CANCELING":
      return { kind: "wait", cause: "export-running", reason: progress(task) };
    case "COMPLETE":
      return decideComplete(task);
    case "FAILED":
    case "CANCELED":
      return isTold ? toldBefore(task) : ended(task);
    default:
      return {
        kind: "reject",
        code: "UNKNOWN_EXPORT_STATUS",
        reason: `Export task ${taskId} has the status ${task.status}, which RDS did not have when this was written`,
        remedy: "Find out what the status means; when the task is COMPLETE, redrive this letter.",
      };
  }
}

function progress({ id, status, percentProgress }: ExportTask): string {
  return `Export task ${id} is ${status}${percentProgress === undefined ? "" : `, ${percentProgress} %`}`;
}

function decideComplete(task: ExportTask): CopyDecision {
  const date = landingDate(task.sourceArn, task.snapshotTime);
  if (date !== undefined)
    return { kind: "copy", task, date, warnings: parseTaskWarnings(task.warningMessage) };
  return {
    kind: "reject",
    code: "NO_LANDING_DATE",
    reason: `Neither the name nor the time of the snapshot ${task.sourceArn} (${String(task.snapshotTime)}) is a day`,
    remedy:
      "Copy the snapshot under a name with a day of the calendar (sql-to-parquet-YYYY-MM-DD-backdated) and send the export " +
      'queue a request for that one: {"SnapshotArn":"<its ARN>"}.',
  };
}

/** @returns the end of a message about an export that a letter tells of */
export function toldBefore({ id, status }: ExportTask): Extract<CopyDecision, { kind: "done" }> {
  return {
    kind: "done",
    decision: "told-before",
    reason: `Export task ${id} is ${status}, and a dead letter tells of it`,
    nextStep: "none: acknowledged",
  };
}

function ended(task: ExportTask): CopyDecision {
  const { id, sourceArn, status, failureCause } = task;
  const isFailed = status === "FAILED";
  const unnamed = isFailed ? "RDS names no cause" : "somebody cancelled it";
  const first = isFailed
    ? failureCause === undefined
      ? "Look for the cause in RDS's events of the snapshot."
      : "Correct what the cause names."
    : "If the snapshot is not to land, delete it, or give it one of ignored_snapshot_tags.";
  return {
    kind: "reject",
    code: isFailed ? "EXPORT_FAILED" : "EXPORT_CANCELED",
    reason: `Export task ${id} is ${status}: ${failureCause ?? unnamed}`,
    remedy:
      `${first} Unless a rule ignores it, or another export of it is complete, it is exported again, under a new task ` +
      `identifier: by itself within hours where reconciliation is on and still looks at the snapshot ` +
      `(reconciliation_window_in_days), three exports in all; whatever the rules say, at once, when you send the export queue ` +
      `${JSON.stringify({ SnapshotArn: sourceArn })}. If the snapshot is gone by then, take another. Delete this letter.`,
  };
}
