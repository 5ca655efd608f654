import type { Fault, FaultKind, Operation, PlannedTable } from "../plan/plan";
import type { ExportHistory } from "../world/history";
import {
  exportsInVain,
  isBehindLooks,
  isGoneBeforeNext,
  landedBefore,
  sameTable,
  spoilt,
  withoutEvents,
} from "./fault-circumstances";
import { HEALS, MOVED_BY_SQS, type Hindrance } from "./hindrance";
import type { RunFacts } from "./run-facts";
import { sharedKeys } from "./shared-keys";
import { usedReceives, usesReceives } from "./used-receives";

const HOUR = 3600;
const DAY = 24 * HOUR;

type FaultOf<Kind extends FaultKind> = Extract<Fault, { readonly kind: Kind }>;

/** A snapshot is exported so often at most: the promise, not the shipped number. */
const MOST_EXPORTS = 3;

/**
 * Which faults heal, and what the others may leave behind: the only statement of it. Only faults that something met count.
 */
export const FAULT_TABLE: {
  readonly [Kind in FaultKind]: (fault: FaultOf<Kind>, facts: RunFacts) => readonly Hindrance[];
} = {
  event: ({ of, effect }, { history }) =>
    of === "export" || effect !== "lost"
      ? HEALS
      : [
          {
            what: "both events of its backup are lost",
            snapshots: withoutEvents(history),
            codes: [],
            outcome: "lands-by-reconciliation",
            silent: true,
          },
        ],
  call: (fault) => (fault.effect === "denied" ? [denied(fault.operation)] : usesReceives(fault)),
  "call-rate": () => HEALS,
  kill: () => HEALS,
  "kill-rate": () => HEALS,
  slow: () => HEALS,
  "delivered-twice": () => HEALS,
  // Its letter speaks of no snapshot: the invariant of stray messages looks at it.
  "stray-message": () => HEALS,
  "message-lost": ({ queue }) => [
    {
      what: `SQS loses a message of the ${queue} queue`,
      snapshots: "any",
      codes: [],
      outcome: "lands-by-reconciliation",
      silent: true,
    },
  ],
  "export-task": ({ nth, effect }, facts) => {
    const { plan, history } = facts;
    const task = history.exports[nth - 1];
    if (task === undefined) return HEALS;
    if (effect === "fails" || effect === "cancelled")
      return [
        {
          what: `its export task ${task.taskId} ${effect === "fails" ? "fails" : "is cancelled"}`,
          snapshots: [task.planned],
          codes: [effect === "fails" ? "EXPORT_FAILED" : "EXPORT_CANCELED"],
          names: task.taskId,
          // RDS cannot export again what is gone, three exports are enough, and looks end with the window (docs/guarantees.md).
          outcome:
            !isGoneBeforeNext(task, facts) &&
            exportsInVain(task.planned, history) < MOST_EXPORTS &&
            !isBehindLooks(task, plan)
              ? "lands-by-reconciliation"
              : "may-not-land",
        },
      ];
    if ("lingersSeconds" in effect) return HEALS;
    const tables = plan.snapshots[task.planned]?.tables ?? [];
    if ("losesTable" in effect) return lostTable(task, tables[effect.losesTable]);
    const skipped = tables[effect.skipsTable];
    if (skipped === undefined) return HEALS;
    if (tables.every((table) => table === skipped || table.batches.flat().length === 0))
      return [
        {
          what: `RDS skips the only table that holds anything in ${task.taskId}`,
          snapshots: [task.planned],
          codes: ["TABLES_SKIPPED", "EXPORT_WITHOUT_TABLES", "EXPORT_IS_EMPTY"],
          outcome: "may-not-land",
        },
      ];
    if (plan.settings.onSkippedTables === "warn") return HEALS;
    return [
      {
        what: `RDS skips a table in ${task.taskId}, and on_skipped_tables is fail`,
        snapshots: [task.planned],
        codes: ["TABLES_SKIPPED"],
        names: skipped.table,
        outcome: "may-not-land",
      },
    ];
  },
  "slots-taken": ({ slots, from, to }, { plan }) => {
    const patience = Math.min(13, plan.settings.reconciliationWindowInDays) * DAY;
    return slots < 5 || to - from < patience - DAY
      ? HEALS
      : [
          {
            what: "others take every slot for weeks",
            snapshots: "any",
            codes: ["EXPORT_QUOTA_FULL"],
            outcome: "may-not-land",
          },
        ];
  },
  "export-files-deleted": ({ nth, afterSeconds }, { plan, history }) => {
    const complete = history.exports
      .filter(({ status }) => status === "COMPLETE")
      .sort((one, other) => (one.endedAt ?? Infinity) - (other.endedAt ?? Infinity));
    const task = complete[nth - 1];
    if (task === undefined) return HEALS;
    const deletedAt = (task.endedAt ?? Infinity) + afterSeconds;
    // What has landed by then is known by its manifest: the files of a neighbour are nobody's only where none was written.
    const explained = landedBefore(task, deletedAt, history) && !sharedKeys(history).has(task.planned);
    return [
      {
        what: `somebody deletes the files of ${task.taskId}`,
        snapshots: [task.planned],
        codes: [
          "EXPORT_IS_EMPTY",
          "NO_SUCH_KEY",
          "LANDING_INCOMPLETE",
          "TABLE_MISSING",
          "UNKNOWN_FILES_IN_ZONE",
        ],
        outcome: "may-not-land",
      },
      ...(explained
        ? []
        : [
            {
              what: `somebody deletes the files of ${task.taskId}, and what it had copied by then is nobody's`,
              snapshots: (plan.snapshots[task.planned]?.tables ?? []).flatMap((_, table) =>
                sameTable(plan, history, task.planned, table),
              ),
              codes: ["UNKNOWN_FILES_IN_ZONE"],
              outcome: "may-not-land",
            } as const,
          ]),
    ];
  },
  "landed-file-spoilt": ({ effect }, { history }) => [
    // Until it is copied again, half a file is none that any export of that day has.
    ...(effect === "truncated" && history.snapshots.length > 1
      ? [
          {
            what: "somebody leaves half a file where others land, too",
            snapshots: "any",
            codes: ["UNKNOWN_FILES_IN_ZONE"],
            outcome: "may-not-land",
          } as const,
        ]
      : []),
    ...(spoilt(history) <= COPIES_AGAIN
      ? HEALS
      : [
          {
            what: "somebody spoils files in the zone again and again",
            snapshots: "any",
            codes: ["LANDING_INCOMPLETE"],
            outcome: "may-not-land",
          } as const,
        ]),
  ],
  "foreign-file": ({ snapshot, table }, { plan, history }) => [
    {
      what: `somebody writes a file of his own into table ${table} of snapshot ${snapshot}`,
      snapshots: sameTable(plan, history, snapshot, table),
      codes: ["UNKNOWN_FILES_IN_ZONE"],
      names: plan.snapshots[snapshot]?.tables[table]?.table ?? "",
      outcome: "may-not-land",
    },
  ],
  "workflow-full": ({ from, to }) =>
    to - from < 2 * DAY - HOUR
      ? HEALS
      : [
          {
            what: "Glue takes no run for days",
            snapshots: "any",
            codes: ["WORKFLOW_NOT_STARTED"],
            outcome: "lands",
          },
        ],
  "function-throttled": () => HEALS,
  redrive: () => HEALS,
  // Which of its exports lands first is nobody's promise: the other one is told of.
  "export-by-hand": ({ snapshot, name }, { snapshots }) => [
    {
      what: `somebody exports it again as ${name}`,
      snapshots: [snapshot],
      codes: ["ALREADY_LANDED_AS", ...(isTold(snapshot, snapshots) ? ["UNKNOWN_FILES_IN_ZONE"] : [])],
      outcome: "lands",
    },
  ],
};

/** Whether a letter tells of an export of the pipeline's: what it had copied is nobody's, and in the way of another one. */
function isTold(planned: number, snapshots: RunFacts["snapshots"]): boolean {
  const { exports = [], letters = [] } = snapshots.find(({ index }) => index === planned) ?? {};
  const ours = exports.filter(({ byHand }) => !byHand).map(({ taskId }) => taskId);
  return letters.some(({ letter }) => ours.includes(letter?.exportTask ?? ""));
}

/** How often the verification has a landing copied again. */
const COPIES_AGAIN = 1;

/** Hindrances of all faults that something met. */
export function hindrancesOfFaults(facts: RunFacts): readonly Hindrance[] {
  const { plan, history } = facts;
  const met = history.injected.filter(({ times }) => times > 0).map(({ fault }) => fault);
  const all = met.flatMap((fault) => consequences(fault, facts));
  return [...all, ...usedReceives(plan, history)];
}

function consequences<Kind extends FaultKind>(fault: FaultOf<Kind>, facts: RunFacts): readonly Hindrance[] {
  const row = FAULT_TABLE[fault.kind] as (fault: FaultOf<Kind>, facts: RunFacts) => readonly Hindrance[];
  return row(fault, facts);
}

/** RDS's own report tells of it, and nothing brings it back: the export's files are all that there is. */
function lostTable(
  { taskId, planned }: ExportHistory,
  table: PlannedTable | undefined,
): readonly Hindrance[] {
  return table === undefined
    ? HEALS
    : [
        {
          what: `RDS calls a table of ${taskId} complete, and has written nothing of it`,
          snapshots: [planned],
          codes: ["TABLE_MISSING"],
          names: table.table,
          outcome: "may-not-land",
        },
      ];
}

/** Calls that are denied are not tried again: who denies them has to be asked. */
function denied(operation: Operation): Hindrance {
  const ofExport = ["rds:DescribeDBSnapshots", "rds:StartExportTask", "sqs:SendMessage"].includes(operation);
  return {
    what: `${operation} is denied`,
    snapshots: "any",
    codes: [
      "ACCESS_DENIED*",
      "NOT_AUTHORIZED*",
      "ZONE_NOT_LISTABLE",
      ...(operation === "sqs:SendMessage" ? [MOVED_BY_SQS] : []),
    ],
    outcome: operation.startsWith("glue:") ? "lands" : ofExport ? "lands-by-reconciliation" : "may-not-land",
  };
}
