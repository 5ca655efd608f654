import type { Fault } from "../plan/plan";
import type { History, MetricName } from "../world/history";
import type { Invariant } from "./invariant";
import { taskOf } from "./landed-files";

export const metricsTellTheTruth: Invariant = {
  name: "metrics tell the truth",
  promise:
    "What CloudWatch counts is what happened: exports begun, snapshots landed, files and bytes copied, tables skipped, letters; " +
    "but for a crash, a message that came twice, or a call whose outcome nobody knows",
  check: ({ history }) => {
    if (isUncertain(history)) return [];
    return [...expectedMetrics(history)].flatMap(([metric, expected]) => {
      const counted = history.metrics.get(metric) ?? 0;
      return counted === expected ? [] : [`The metric ${metric} is ${counted}, expected ${expected}`];
    });
  },
};

function expectedMetrics(history: History): ReadonlyMap<MetricName, number> {
  const { exports, manifests, letters, zone, injected } = history;
  const told = letters.flatMap(({ letter }) => letter ?? []);
  const skipped = manifests.reduce((sum, { skippedTables }) => sum + skippedTables.length, 0);
  const expected = new Map<MetricName, number>([
    ["exportStarted", exports.filter(({ byHand }) => !byHand).length],
    ["snapshotLanded", manifests.length],
    ["messageDeadLettered", told.length],
  ]);
  // A letter says how many in its words.
  if (!told.some(({ code }) => code === "TABLES_SKIPPED")) expected.set("tablesSkipped", skipped);
  // Two exports may write one key at one time, before the second is told of.
  const isOverwritten = told.some(({ code }) => code === "LANDING_KEYS_COLLIDE");
  if (isOverwritten || injected.some(({ fault }) => CHANGES_FILES.has(fault.kind))) return expected;
  const files = [...zone.values()].filter(({ source }) => taskOf(source, exports) !== undefined);
  expected.set("filesCopied", files.length);
  return expected.set(
    "bytesCopied",
    files.reduce((sum, { bytes }) => sum + bytes, 0),
  );
}

/** What may count twice, or not at all. */
function isUncertain({ invocations, injected }: History): boolean {
  return (
    invocations.killed + invocations.timedOut > 0 ||
    injected.some(
      ({ fault }) => REPEATS.has(fault.kind) || (fault.kind === "call" && fault.effect !== "throttled"),
    )
  );
}

const REPEATS: ReadonlySet<Fault["kind"]> = new Set(["call-rate", "delivered-twice", "redrive"] as const);

/** Then files are copied again, or are gone. */
const CHANGES_FILES: ReadonlySet<Fault["kind"]> = new Set([
  ...(["landed-file-spoilt", "foreign-file", "export-files-deleted"] as const),
]);
