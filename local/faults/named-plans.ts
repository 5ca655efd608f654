import { plannedFault, type FaultPlan, type WrittenFault } from "./plan";

/** The plans that have a name: what `--break` takes. */
export const NAMED_PLANS = [
  "copy",
  "export",
  "quota",
  "throttle",
  "lost-event",
  "lost-end",
  "late-end",
  "duplicate",
  "crash",
  "skipped-tables",
  "lost-files",
  "lost-table",
  "lost-copies",
  "stray-file",
  "hang",
  "cancel",
] as const;
export type NamedPlan = (typeof NAMED_PLANS)[number];

/** What happens in a named plan, and what is to be seen: one line each, for people. */
export const NAMED_PLAN_WORDS: Readonly<
  Record<NamedPlan, { readonly words: string; readonly expect: string }>
> = {
  copy: {
    words: "the landing zone is busy at first (503), then refuses every file of one table for good",
    expect: "calls are repeated, then the copier says why it gives up, and starts no workflow",
  },
  export: {
    words: "RDS lets every export fail",
    expect: "its cause arrives in the copier's dead-letter queue",
  },
  quota: {
    words: "exports of somebody else occupy all five slots of the account for ten minutes",
    expect: "the pipeline waits, then lands",
  },
  throttle: {
    words: "RDS, S3, SQS and Glue throttle some of the functions' calls",
    expect: "calls are repeated, everything lands",
  },
  "lost-event": {
    words: "SNS loses the event of each backup's end",
    expect: "the event of its beginning, the safety net, has the snapshot exported: everything lands",
  },
  "lost-end": {
    words: "EventBridge loses the event of each export's end",
    expect: "the copier, which looks at the export from time to time, finds its end: everything lands",
  },
  "late-end": {
    words: "EventBridge delivers the event of each export's end five minutes late",
    expect: "the export lands once, as the copier finds its end by itself; the event comes to nothing",
  },
  duplicate: {
    words: "SNS delivers every event twice",
    expect: "there is one export, and everything lands",
  },
  crash: {
    words: "the copier dies in the middle of the copy, and again when it has started the workflow",
    expect:
      "SQS delivers its message again each time the visibility timeout of 90 minutes is over (9 s with " +
      "--speed 600): everything lands, and the workflow is not started twice",
  },
  "skipped-tables": {
    words: "RDS skips one table, and calls the export COMPLETE",
    expect: "the rest lands, the copier warns and counts the table for its alarm, the comparison names it",
  },
  "lost-files": {
    words: "somebody deletes every file of the export before it is copied",
    expect: "a letter says EXPORT_IS_EMPTY; nothing lands, and no workflow is started",
  },
  "lost-table": {
    words: "somebody deletes one table's files from the export before they are copied",
    expect: "a letter says TABLE_MISSING, by RDS's own report of the table, and no workflow is started",
  },
  "lost-copies": {
    words: "one table's files vanish from the landing zone as soon as they are copied, every time",
    expect:
      "they are missed and copied again; then a letter says LANDING_INCOMPLETE and names them, and no workflow is started",
  },
  "stray-file": {
    words: "a file that nobody exported lies in the day's partition of one table in the landing zone",
    expect: "a letter says UNKNOWN_FILES_IN_ZONE and names the file, and no workflow is started",
  },
  hang: {
    words: "every export hangs at 99 % for ever",
    expect:
      "the copier looks every five minutes; the run ends after half an hour of them, and says what hangs",
  },
  cancel: {
    words: "somebody cancels every export half-way",
    expect: "a letter in the copier's dead-letter queue says so, and how to export again",
  },
};

/** What named plans need to know of a run. */
export interface PlanSurroundings {
  readonly zoneBucket: string;
  /** `<schema.table>` that the landing zone refuses, and that RDS skips. */
  readonly table: string;
  /** Snapshots of the run, each with the two events of its backup. */
  readonly snapshots: number;
}

/** RDS's own words for a key that it may not use (USER_ExportSnapshot.failure-msg). */
const KEY_FAILURE =
  "The KMS key check failed: the key arn:aws:kms:eu-west-2:…:key/… is pending deletion. " +
  "Check that the key is enabled and that the export role may use it.";

const EVENT = { operation: "sns:Publish", caller: "events.rds.amazonaws.com" };
/** A rule's delivery to the copier's queue. */
const END_EVENT = { operation: "sqs:SendMessage", caller: "events.amazonaws.com" };
const killAfter = { kind: "kill", when: "after" } as const;

/** Calls that the functions make in every run. */
const THROTTLED = [
  ["export", "rds:DescribeDBSnapshots"],
  ["export", "rds:DescribeExportTasks"],
  ["export", "rds:StartExportTask"],
  ["export", "sqs:SendMessage"],
  ["copier", "rds:DescribeExportTasks"],
  ["copier", "sqs:SendMessage"],
  ["copier", "s3:ListObjectsV2"],
  ["copier", "s3:CopyObject"],
  ["copier", "glue:GetWorkflowRuns"],
  ["copier", "glue:StartWorkflowRun"],
] as const;

/** @returns the faults of a named plan, for the run that it is to happen in */
export function namedPlan(name: NamedPlan, around: PlanSurroundings): FaultPlan {
  return { version: 1, faults: faultsOf(name, around).map((fault) => plannedFault.parse(fault)) };
}

function faultsOf(name: NamedPlan, { zoneBucket, table, snapshots }: PlanSurroundings): WrittenFault[] {
  const zone = `arn:aws:s3:::${zoneBucket}/*`;
  switch (name) {
    case "copy":
      return [
        { operation: "s3:CopyObject", resource: `${zone}/${table}/*`, effect: error("AccessDenied") },
        { operation: "s3:CopyObject", resource: zone, times: 3, effect: error("SlowDown") },
      ];
    case "export":
      return [{ operation: "rds:export", effect: { kind: "fail", cause: KEY_FAILURE } }];
    case "quota":
      return [{ operation: "rds:export", effect: { kind: "occupy-slots", slots: 5, worldSeconds: 600 } }];
    case "throttle":
      return THROTTLED.map(([caller, operation]) => ({
        operation,
        caller,
        times: 2,
        effect: { kind: "throttle" },
      }));
    case "lost-event":
      // RDS tells of every beginning before it tells of any end.
      return [{ ...EVENT, after: snapshots, times: snapshots, effect: { kind: "lost" } }];
    case "lost-end":
      return [{ ...END_EVENT, effect: { kind: "lost" } }];
    case "late-end":
      return [{ ...END_EVENT, effect: { kind: "slow", worldSeconds: 300 } }];
    case "duplicate":
      return [{ ...EVENT, effect: { kind: "doubled" } }];
    case "crash":
      return [
        { operation: "s3:CopyObject", caller: "copier", after: 5, times: 1, effect: killAfter },
        { operation: "glue:StartWorkflowRun", caller: "copier", times: 1, effect: killAfter },
      ];
    case "skipped-tables":
      return [{ operation: "rds:export", effect: { kind: "skip", tables: [table] } }];
    case "lost-files":
      return [{ operation: "rds:export", effect: { kind: "lose-files" } }];
    case "lost-table":
      return [{ operation: "rds:export", effect: { kind: "lose-files", tables: [table] } }];
    case "lost-copies":
      return [{ operation: "s3:CopyObject", resource: `${zone}/${table}/*`, effect: { kind: "lost" } }];
    case "stray-file":
      return [{ operation: "rds:export", effect: { kind: "stray-file", tables: [table] } }];
    case "hang":
      return [{ operation: "rds:export", effect: { kind: "hang" } }];
    case "cancel":
      return [{ operation: "rds:export", effect: { kind: "cancel", atPercent: 50 } }];
  }
}

function error(code: string): WrittenFault["effect"] {
  return { kind: "error", code };
}
