import type { Tone } from "../page/parts";
import { count, counted } from "../page/words";
import type { CallResult, PipelinePart, RunResult, SnapshotResult } from "../../start/run-result";

/** How a part of the pipeline stands after the run. */
export interface PartState {
  readonly tone: Tone;
  readonly words: string;
}

/** @param result calls that were denied on a part outweigh what else is known of it */
export function partState(part: PipelinePart, result: RunResult): PartState {
  const denied = deniedOn(part, result);
  if (denied > 0) return { tone: "bad", words: `${count(denied)} denied` };
  const { snapshots } = result;
  switch (part.role) {
    case "instance":
      return snapshots.length === 0
        ? { tone: "bad", words: "no snapshot" }
        : { tone: "good", words: counted(snapshots.length, "snapshot") };
    case "topic":
    case "export queue":
    case "copier queue":
      return { tone: "quiet", words: counted(callsOn(part, result).length, "call") };
    case "export function":
      return allOf(snapshots, ({ exports }) => exports.length > 0, "started", "not started");
    case "export bucket":
      return exportState(result);
    case "copier function":
      return allOf(snapshots, landed, "landed", "not landed");
    case "landing zone":
      return tablesState(result);
    case "workflow":
      return workflowState(result);
    case "export dead-letter queue":
    case "copier dead-letter queue":
      return letterState(part, result);
  }
}

/** Says how many there are when all are well, else how many are not. */
function allOf<Item>(
  items: readonly Item[],
  isWell: (item: Item) => boolean,
  well: string,
  unwell: string,
): PartState {
  const missing = items.filter((item) => !isWell(item)).length;
  if (items.length > 0 && missing === 0) return { tone: "good", words: `${count(items.length)} ${well}` };
  return { tone: "bad", words: items.length === 0 ? `none ${well}` : `${count(missing)} ${unwell}` };
}

function landed({ workflowRuns }: SnapshotResult): boolean {
  return workflowRuns.length > 0;
}

function exportState({ snapshots }: RunResult): PartState {
  const statuses = snapshots.flatMap(({ exports }) => exports.map(({ status }) => status));
  const unfinished = statuses.find((status) => status !== "COMPLETE") ?? "COMPLETE";
  const same = statuses.filter((status) => status === unfinished).length;
  if (same === 0) return { tone: "bad", words: "no export" };
  return { tone: unfinished === "COMPLETE" ? "good" : "bad", words: `${count(same)} ${unfinished}` };
}

function tablesState({ snapshots }: RunResult): PartState {
  const tables = snapshots.flatMap((snapshot) => snapshot.tables);
  if (tables.length === 0) return { tone: "bad", words: "nothing landed" };
  const differing = tables.filter(({ matches }) => !matches).length;
  return allOf(tables, ({ matches }) => matches, "match", differing === 1 ? "differs" : "differ");
}

function workflowState({ snapshots }: RunResult): PartState {
  const runs = snapshots.reduce((sum, { workflowRuns }) => sum + workflowRuns.length, 0);
  if (runs === 0) return { tone: "bad", words: "not started" };
  if (!snapshots.every(landed)) return { tone: "bad", words: counted(runs, "run") };
  return { tone: runs > snapshots.length ? "warn" : "good", words: counted(runs, "run") };
}

function letterState({ names }: PipelinePart, { deadLetters }: RunResult): PartState {
  const letters = deadLetters.filter(({ queue }) => names.includes(queue)).length;
  return letters === 0
    ? { tone: "good", words: "empty" }
    : { tone: "bad", words: counted(letters, "letter") };
}

function deniedOn(part: PipelinePart, result: RunResult): number {
  return result.calls.filter(({ access }) =>
    access.some(({ request, decision }) => decision.kind === "denied" && isAbout(part, request.resource)),
  ).length;
}

function callsOn(part: PipelinePart, { calls }: RunResult): readonly CallResult[] {
  return calls.filter(({ resource }) => isAbout(part, resource));
}

/** The service of a part's ARN: a queue, a topic and a function may bear the same name. */
const SERVICES: Readonly<Record<PipelinePart["role"], string>> = {
  instance: "rds",
  topic: "sns",
  "export queue": "sqs",
  "export function": "lambda",
  "export bucket": "s3",
  "copier queue": "sqs",
  "copier function": "lambda",
  "landing zone": "s3",
  workflow: "glue",
  "export dead-letter queue": "sqs",
  "copier dead-letter queue": "sqs",
};

/** `arn:aws:s3:::bucket/key` is in `bucket`; `arn:aws:sqs:…:queue` is `queue`, `arn:aws:glue:…:workflow/name` is `name`. */
function isAbout({ role, names }: PipelinePart, arn: string): boolean {
  const [, , service, , , ...rest] = arn.split(":");
  if (service !== SERVICES[role]) return false;
  const own = rest.join(":");
  return names.some(
    (name) =>
      own === name || own.startsWith(`${name}/`) || own.endsWith(`/${name}`) || own.endsWith(`:${name}`),
  );
}
