import { AwsCallError } from "../shared/aws-failure";
import { failureOutcome } from "../shared/failure-outcome";
import type { Counts, Outcome } from "../shared/outcome";
import type { WaitCause } from "../shared/wait-policies";
import { decideExport, type ExportDecision, type ExportFacts, type Question } from "./decide";
import type { ExportDependencies } from "./dependencies";
import { judgeSnapshot } from "./judge-snapshot";
import type { Part } from "./safety-net";
import { SLOT_WAITS, type Queueing } from "./slot-turn";
import { settledCreateTime, type Snapshot } from "./snapshot";
import { snapshotRequestBody } from "./snapshot-request";

/** Identifiers that are tried in one go before the message waits. */
const MAX_IDENTIFIERS = 10;

/** How a message asks for a snapshot. */
export interface Asked {
  /** How the message takes part in the snapshot's export. */
  readonly part: Part;
  /** Whether a person asked for it: no rule keeps it from landing. */
  readonly isRequested: boolean;
  readonly queueing: Queueing;
}

/** The snapshot request that stands for a snapshot when it has to wait. */
export function bodyOf(
  snapshot: Snapshot,
  { part, isRequested, queueing }: Asked,
  wait?: { readonly cause: WaitCause; readonly slotsTakenBy: readonly string[] | undefined },
): string {
  const { arn, instance } = snapshot;
  const createTime = settledCreateTime(snapshot);
  const isSafetyNet = part.kind === "safety-net";
  // Behind any other wait the snapshot has had its slot, or nobody can give it one: its place in the queue is over.
  const isQueued = wait === undefined ? queueing.kind !== "fresh" : SLOT_WAITS.has(wait.cause);
  const base = { arn, instance, createTime, isSafetyNet, isRequested, isQueued };
  const { slotsTakenBy } = wait ?? {};
  return snapshotRequestBody(slotsTakenBy === undefined ? base : { ...base, slotsTakenBy });
}

/**
 * Decides about one snapshot, asking what the decision needs, and carries it out. When RDS has had a task of the chosen
 * identifier, that task is looked at and the decision made again.
 *
 * @throws AwsCallError
 */
export async function exportSnapshot(
  snapshot: Snapshot,
  asked: Asked,
  dependencies: ExportDependencies,
): Promise<Outcome> {
  const { rds } = dependencies;
  let facts = firstFacts(snapshot, asked, dependencies);
  const subject = { snapshot: snapshot.arn, exportTask: null };

  for (let attempt = 0; attempt < MAX_IDENTIFIERS; attempt++) {
    const decided = await decide(facts, dependencies);
    const { decision } = decided;
    facts = decided.facts;
    const counts: Counts = facts.runningTasks ? { runningTasks: facts.runningTasks.length } : {};
    switch (decision.kind) {
      case "ignore":
        // The finish event counts it: one backup, one decision.
        return {
          ...decision,
          subject,
          ...(asked.part.kind === "actor" && { metrics: { snapshotIgnored: 1 } }),
        };
      case "wait": {
        const { slotsTakenBy, ...wait } = decision;
        const body = bodyOf(snapshot, asked, { cause: wait.cause, slotsTakenBy });
        return { ...wait, subject, body, counts };
      }
      case "reject":
        return { ...decision, subject, body: bodyOf(snapshot, asked), counts };
      case "covered": {
        const { id, status } = decision.task;
        return {
          kind: "done",
          subject: { snapshot: snapshot.arn, exportTask: id },
          decision: "covered",
          reason: `Export task ${id} of this snapshot is ${status}, and who started it tells the copier`,
          nextStep: "none: acknowledged",
          counts,
        };
      }
      case "go-on": {
        const { id, status } = decision.task;
        return await tellCopier(id, snapshot, dependencies, {
          decision: "go-on",
          reason: `Export task ${id} of this snapshot is ${status}`,
          counts,
        });
      }
      case "start":
        if ((await rds.startExport(decision.taskId, snapshot)) === "started")
          return await tellOfStart(decision.taskId, snapshot, asked, counts, dependencies);
        facts = await withTaskInTheWay(facts, decision.taskId, dependencies);
    }
  }
  return {
    kind: "wait",
    cause: "snapshot-busy",
    subject,
    body: bodyOf(snapshot, { ...asked, queueing: { kind: "fresh" } }),
    reason: `RDS has had tasks of ${MAX_IDENTIFIERS} identifiers in a row: ${facts.takenIds.join(", ")}`,
  };
}

/** What is known before anything is asked: no rule keeps a snapshot from landing that a person wants. */
function firstFacts(
  snapshot: Snapshot,
  { part, isRequested, queueing }: Asked,
  { bucket }: ExportDependencies,
): ExportFacts {
  const verdict = isRequested ? ({ kind: "lands" } as const) : undefined;
  return {
    snapshot,
    tasks: undefined,
    takenIds: [],
    runningTasks: undefined,
    bucket,
    part,
    queueing,
    verdict,
  };
}

/** Asks one thing after the other, until the decision needs no more. */
async function decide(facts: ExportFacts, dependencies: ExportDependencies): Promise<Decided> {
  const decision = decideExport(facts);
  if (decision.kind !== "ask") return { decision, facts };
  return await decide({ ...facts, ...(await answerTo(decision.about, facts, dependencies)) }, dependencies);
}

interface Decided {
  readonly decision: Exclude<ExportDecision, { kind: "ask" }>;
  readonly facts: ExportFacts;
}

async function answerTo(
  question: Question,
  { snapshot }: ExportFacts,
  dependencies: ExportDependencies,
): Promise<Partial<ExportFacts>> {
  const { rds } = dependencies;
  switch (question) {
    case "tasks":
      return { tasks: await rds.exportTasksOf(snapshot.arn) };
    case "runningTasks":
      return { runningTasks: await rds.runningTasks() };
    case "verdict":
      return { verdict: await judgeSnapshot(snapshot, dependencies) };
  }
}

async function withTaskInTheWay(
  facts: ExportFacts,
  taskId: string,
  { rds }: ExportDependencies,
): Promise<ExportFacts> {
  const task = await rds.findExportTask(taskId);
  return {
    ...facts,
    takenIds: [...facts.takenIds, taskId],
    tasks: task === undefined ? facts.tasks : [...(facts.tasks ?? []), task],
    // The call may have reached RDS twice: the task in the way may be the one that this message has started.
    part: { kind: "actor" },
  };
}

/** The export has begun and is counted, whether the copier can be told now or by the next try. */
async function tellOfStart(
  taskId: string,
  snapshot: Snapshot,
  asked: Asked,
  counts: Counts,
  dependencies: ExportDependencies,
): Promise<Outcome> {
  const metrics = { exportStarted: 1 };
  try {
    const reason = "The snapshot is available, no task exports it, and the quota has room";
    return await tellCopier(taskId, snapshot, dependencies, { decision: "start", reason, counts, metrics });
  } catch (error) {
    if (!(error instanceof AwsCallError)) throw error;
    const subject = { snapshot: snapshot.arn, exportTask: taskId };
    return { ...failureOutcome(error, subject, bodyOf(snapshot, asked)), counts, metrics };
  }
}

async function tellCopier(
  taskId: string,
  snapshot: Snapshot,
  { copier, bucket }: ExportDependencies,
  done: Pick<Extract<Outcome, { kind: "done" }>, "decision" | "reason" | "counts" | "metrics">,
): Promise<Outcome> {
  const delaySeconds = await copier.tell({
    ExportTaskIdentifier: taskId,
    ExportBucket: bucket,
    // Empty where it is not known, of a snapshot that is deleted by now: without the field the message would be a person's.
    DBInstanceIdentifier: snapshot.instance,
  });
  return {
    ...done,
    kind: "done",
    subject: { snapshot: snapshot.arn, exportTask: taskId },
    nextStep: `the copier looks at the task in ${delaySeconds} s`,
  };
}
