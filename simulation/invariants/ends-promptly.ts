import type { Fault, Plan } from "../plan/plan";
import type { History } from "../world/history";
import type { Invariant } from "./invariant";
import { nameOf, type RunFacts, type SnapshotFacts } from "./run-facts";

const MINUTE = 60;

/** The export's end is seen by RDS's event, or by the next look: at most five minutes later. */
const LANDING_SECONDS = 10 * MINUTE;
/** What copies and counts more than these minutes allow for takes longer: files in a second, of a world whose S3 answers as fast. */
const FILES_PER_SECOND = 400;
/** Glue is asked at once, then every five minutes at the latest. A claim to start that nobody gives back is void later than that. */
const WORKFLOW_SECONDS = 15 * MINUTE;

export const endsPromptly: Invariant = {
  name: "ends promptly",
  promise:
    "A complete export lands within ten minutes, and one of very many files a second later for each 400 of them, and its workflow starts within fifteen more, but for what failing calls, a " +
    "zone that changes and a workflow that is full add: nobody waits for a claim that nobody holds",
  check: (facts) => (isHeldUp(facts.history) ? [] : [...lateLandings(facts), ...lateWorkflows(facts)]),
};

/** Whether something keeps functions from working, or leaves claims behind: then seconds say nothing. */
function isHeldUp({ invocations, injected }: History): boolean {
  return invocations.killed + invocations.timedOut > 0 || injected.some(({ fault }) => holdsUp(fault));
}

function holdsUp(fault: Fault): boolean {
  if (fault.kind !== "call") return HOLDING_UP.has(fault.kind);
  if (fault.effect === "hangs" || fault.effect === "denied") return true;
  // After a start that may have been carried out, nobody else starts for as long as the claim holds.
  if (fault.operation === "glue:StartWorkflowRun") return fault.effect !== "throttled";
  return CLAIMING.has(fault.operation) && fault.times > REPEATED_AT_ONCE;
}

const HOLDING_UP: ReadonlySet<Fault["kind"]> = new Set([
  ...(["call-rate", "slow", "function-throttled", "message-lost", "delivered-twice", "redrive"] as const),
]);

/** Calls by which claims are written and given back. */
const CLAIMING: ReadonlySet<string> = new Set(["s3:PutObject", "s3:GetObject", "sqs:SendMessage"]);
/** Failures of a call in a row that the SDK makes good by itself. */
const REPEATED_AT_ONCE = 2;

function lateLandings(facts: RunFacts): readonly string[] {
  const failing = waits(facts.plan, /^(s3|rds):/, { first: 30, factor: 2, longest: 15 * MINUTE });
  const held = LANDING_SECONDS + failing + rounds(facts.history);
  return facts.snapshots.flatMap((snapshot) => {
    const bound = held + Math.ceil(filesOf(snapshot) / FILES_PER_SECOND);
    return snapshot.manifests.flatMap(({ exportTask, writtenAt }) => {
      const { endedAt = Infinity } = snapshot.exports.find(({ taskId }) => taskId === exportTask) ?? {};
      const took = Math.round(writtenAt - endedAt);
      return took > bound
        ? [`${nameOf(snapshot)} landed ${took} s after the end of ${exportTask}, expected ${bound} s at most`]
        : [];
    });
  });
}

function filesOf({ planned: { tables } }: SnapshotFacts): number {
  return tables.reduce(
    (sum, { batches }) => sum + batches.reduce((files, batch) => files + batch.length, 0),
    0,
  );
}

function lateWorkflows({ plan, history }: RunFacts): readonly string[] {
  const fullUntil = Math.max(
    0,
    ...plan.faults.map((fault) => (fault.kind === "workflow-full" ? fault.to : 0)),
  );
  const bound = WORKFLOW_SECONDS + waits(plan, /^glue:/, { first: MINUTE, factor: 1.5, longest: 5 * MINUTE });
  return history.manifests.flatMap(({ exportTask, writtenAt }) => {
    const run = history.workflowRuns.find(({ taskId }) => taskId === exportTask);
    const took = Math.round((run?.startedAt ?? 0) - Math.max(writtenAt, fullUntil));
    return took > bound
      ? [`The workflow of ${exportTask} started ${took} s after it could have, expected ${bound} s at most`]
      : [];
  });
}

/** Seconds that messages wait, each time longer, until as many calls have failed: at least two of them each time. */
function waits(
  { faults }: Plan,
  operations: RegExp,
  { first, factor, longest }: { readonly first: number; readonly factor: number; readonly longest: number },
): number {
  const failures = faults
    .map((fault) =>
      fault.kind === "call" && operations.test(fault.operation) ? Math.ceil(fault.times / 2) : 0,
    )
    .reduce((sum, each) => sum + each, 0);
  return Array.from({ length: failures }, (_, at) => Math.min(longest, first * factor ** at)).reduce(
    (sum, each) => sum + each,
    0,
  );
}

/** Seconds that a copy takes to begin anew when somebody spoils files in the zone. */
function rounds({ injected }: History): number {
  return injected.some(({ fault }) => fault.kind === "landed-file-spoilt") ? 2 * MINUTE : 0;
}
