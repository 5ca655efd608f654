import type { Tone } from "../page/parts";
import { count, counted } from "../page/words";
import type { PipelinePart, RunResult } from "../../start/run-result";

/** How a part of the pipeline stands after the run. */
export interface PartState {
  readonly tone: Tone;
  readonly words: string;
}

/** @param result calls that were denied on a part outweigh what else is known of it */
export function partState(part: PipelinePart, result: RunResult): PartState {
  const denied = deniedOn(part, result);
  if (denied > 0) return { tone: "bad", words: `${counted(denied, "call")} denied` };
  const { snapshots } = result;
  switch (part.role) {
    case "instance":
      return snapshots.length === 0
        ? { tone: "bad", words: "no snapshot" }
        : { tone: "good", words: counted(snapshots.length, "snapshot") };
    case "topic":
    case "export queue":
    case "copier queue":
      return { tone: "quiet", words: "nothing denied" };
    case "export function":
      return share(snapshots.filter(({ exports }) => exports.length > 0).length, snapshots.length, "started");
    case "export bucket":
      return exportState(result);
    case "copier function":
      return share(landed(result), snapshots.length, "handed over");
    case "landing zone":
      return tablesState(result);
    case "workflow":
      return workflowState(result);
    case "export dead-letter queue":
    case "copier dead-letter queue":
      return letterState(part, result);
  }
}

function share(done: number, all: number, words: string): PartState {
  return {
    tone: done === all && all > 0 ? "good" : "bad",
    words: `${count(done)} of ${count(all)} ${words}`,
  };
}

function landed({ snapshots }: RunResult): number {
  return snapshots.filter(({ workflowRuns }) => workflowRuns.length > 0).length;
}

function exportState({ snapshots }: RunResult): PartState {
  const statuses = snapshots.flatMap(({ exports }) => exports.map(({ status }) => status));
  const other = statuses.filter((status) => status !== "COMPLETE");
  const [first] = other;
  if (first === undefined)
    return share(statuses.length, Math.max(statuses.length, snapshots.length), "complete");
  const same = other.filter((status) => status === first).length;
  return { tone: "bad", words: `${count(same)} ${first}` };
}

function tablesState({ snapshots }: RunResult): PartState {
  const tables = snapshots.flatMap((snapshot) => snapshot.tables);
  if (tables.length === 0) return { tone: "bad", words: "nothing landed" };
  return share(tables.filter(({ matches }) => matches).length, tables.length, "match");
}

function workflowState(result: RunResult): PartState {
  const runs = result.snapshots.reduce((sum, { workflowRuns }) => sum + workflowRuns.length, 0);
  if (landed(result) < result.snapshots.length || runs === 0)
    return { tone: "bad", words: runs === 0 ? "not started" : counted(runs, "run") };
  return { tone: runs > result.snapshots.length ? "warn" : "good", words: counted(runs, "run") };
}

function letterState({ names }: PipelinePart, { deadLetters }: RunResult): PartState {
  const letters = deadLetters.filter(({ queue }) => names.includes(queue)).length;
  return letters === 0
    ? { tone: "good", words: "empty" }
    : { tone: "bad", words: counted(letters, "letter") };
}

/** Calls with a denied need whose resource is the part or lies in it. */
function deniedOn({ names }: PipelinePart, { calls }: RunResult): number {
  return calls.filter(({ access }) =>
    access.some(
      ({ request, decision }) =>
        decision.kind === "denied" && names.some((name) => isOrLiesIn(request.resource, name)),
    ),
  ).length;
}

/** `arn:aws:s3:::bucket/key` lies in `bucket`; `arn:aws:sqs:…:queue` is `queue`, `…:workflow/name` is `name`. */
function isOrLiesIn(arn: string, name: string): boolean {
  const own = arn.split(":").slice(5).join(":");
  return own === name || own.startsWith(`${name}/`) || own.endsWith(`:${name}`) || own.endsWith(`/${name}`);
}
