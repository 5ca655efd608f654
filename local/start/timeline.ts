import type { SQSEvent } from "aws-lambda";
import type { WorkflowRun } from "../aws/glue/local-glue";
import type { ExportTask, Snapshot } from "../aws/rds/model";
import type { Decision } from "./function-log";
import type { Lane, TimelineSpan } from "./run-result";

/** When something came to be in a state: world time. */
interface Change<State> {
  readonly at: Date;
  readonly state: State;
}

/** Remembers what cannot be asked for afterwards: when states changed and when messages reached a function. */
export class History {
  private readonly snapshots = new Map<string, Change<Snapshot>[]>();
  private readonly tasks = new Map<string, Change<ExportTask>[]>();
  private readonly received = new Map<string, Date>();

  constructor(private readonly now: () => Date) {}

  snapshotChanged(snapshot: Snapshot): void {
    remember(this.snapshots, snapshot.key, { at: this.now(), state: snapshot });
  }

  taskChanged(task: ExportTask): void {
    remember(this.tasks, task.identifier, { at: this.now(), state: task });
  }

  eventReceived(event: SQSEvent): void {
    for (const { messageId } of event.Records) this.received.set(messageId, this.now());
  }

  /** What happened to one snapshot, in the order of the beginnings. */
  timelineOf(
    snapshot: Snapshot,
    seen: {
      readonly tasks: readonly ExportTask[];
      readonly decisions: readonly Decision[];
      readonly runs: readonly WorkflowRun[];
      readonly copierFunction: string;
    },
  ): TimelineSpan[] {
    const end = this.now();
    const ofTasks = seen.tasks.flatMap(({ identifier }) =>
      stateSpans("export", this.tasks.get(identifier) ?? [], end, ({ status }) => status),
    );
    const decisions = seen.decisions.filter((decision) => decision.snapshot === snapshot.arn);
    const lane = (copier: boolean): TimelineSpan[] =>
      decisionSpans(
        copier ? "copier function" : "export function",
        decisions.filter(({ functionName }) => (functionName === seen.copierFunction) === copier),
        this.received,
        end,
      );
    return [
      ...stateSpans("snapshot", this.snapshots.get(snapshot.key) ?? [], end, ({ status }) => status),
      ...lane(false),
      ...ofTasks,
      ...lane(true),
      ...seen.runs.map((run): TimelineSpan => ({
        ...{ lane: "workflow", kind: "work", label: `run ${run.runId.slice(0, 9)}… ${run.status}` },
        ...between(run.startedOn, run.completedOn ?? end),
      })),
    ].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  }
}

function remember<State>(into: Map<string, Change<State>[]>, key: string, change: Change<State>): void {
  into.set(key, [...(into.get(key) ?? []), change]);
}

/** One span for each status that has an end of its own; `available`, `COMPLETE` and the like end the last one. */
function stateSpans<State>(
  lane: Lane,
  changes: readonly Change<State>[],
  end: Date,
  statusOf: (state: State) => string,
): TimelineSpan[] {
  const turns = changes.filter(
    ({ state }, index) => index === 0 || statusOf(state) !== statusOf(changes[index - 1]?.state ?? state),
  );
  return turns.flatMap(({ at, state }, index) => {
    const status = statusOf(state);
    const next = turns[index + 1];
    if (SETTLED.has(status)) return [];
    const failed = FAILED.has(next === undefined ? "" : statusOf(next.state));
    const label = failed && next !== undefined ? `${status}, then ${statusOf(next.state)}` : status;
    return [{ lane, kind: failed ? "failed" : "work", label, ...between(at, next?.at ?? end) }];
  });
}

const SETTLED: ReadonlySet<string> = new Set(["available", "failed", "COMPLETE", "FAILED", "CANCELED"]);
const FAILED: ReadonlySet<string> = new Set(["failed", "FAILED", "CANCELED"]);

/** For each decision the invocation that made it, and the wait that follows it where it is one. */
function decisionSpans(
  lane: Lane,
  decisions: readonly Decision[],
  received: ReadonlyMap<string, Date>,
  end: Date,
): TimelineSpan[] {
  const made = decisions.map((decision) => {
    const at = new Date(String(decision.line["timestamp"]));
    return { decision, at, from: received.get(String(decision.line["messageId"])) ?? at };
  });
  return made.flatMap(({ decision, at, from }, index): TimelineSpan[] => {
    const label = `${decision.decision}: ${decision.reason}`;
    const failed = decision.line["level"] === "ERROR" || decision.line["level"] === "CRITICAL";
    const worked: TimelineSpan = { lane, kind: failed ? "failed" : "work", label, ...between(from, at) };
    if (decision.decision !== "wait") return [worked];
    return [worked, { lane, kind: "wait", label, ...between(at, made[index + 1]?.from ?? end) }];
  });
}

/** Processes have clocks of their own, a few milliseconds apart: no span ends before it begins. */
function between(from: Date, to: Date): Pick<TimelineSpan, "from" | "to"> {
  return { from: from.toISOString(), to: (to < from ? from : to).toISOString() };
}
