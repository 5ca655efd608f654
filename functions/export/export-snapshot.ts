import type { Outcome } from "../shared/outcome";
import { decideExport, type ExportFacts } from "./decide";
import type { ExportDependencies } from "./handler";
import type { Part } from "./safety-net";
import type { Snapshot } from "./snapshot";

/** Identifiers that are tried in one go before the message waits. */
const MAX_IDENTIFIERS = 10;

/**
 * Gathers the facts about one snapshot, decides, and carries it out. When RDS has had a task of the chosen
 * identifier, that task is looked at and the decision made again.
 *
 * @param body the snapshot request that stands for this snapshot when it has to wait
 * @param part how the message takes part in the snapshot's export
 * @throws AwsCallError
 */
export async function exportSnapshot(
  snapshot: Snapshot,
  body: string,
  part: Part,
  dependencies: ExportDependencies,
): Promise<Outcome> {
  const { rds, bucket } = dependencies;
  const [tasks, runningTasks] = await Promise.all([rds.exportTasksOf(snapshot.arn), rds.countRunningTasks()]);
  let facts: ExportFacts = { snapshot, tasks, takenIds: [], runningTasks, bucket, part };
  const subject = { snapshot: snapshot.arn, exportTask: null };
  const counts = { runningTasks };

  for (let attempt = 0; attempt < MAX_IDENTIFIERS; attempt++) {
    const decision = decideExport(facts);
    switch (decision.kind) {
      case "wait":
      case "reject":
        return { ...decision, subject, body, counts };
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
          return await tellCopier(decision.taskId, snapshot, dependencies, {
            decision: "start",
            reason: "The snapshot is available, no task exports it, and the quota has room",
            counts,
            metrics: { exportStarted: 1 },
          });
        facts = await withTaskInTheWay(facts, decision.taskId, dependencies);
    }
  }
  return {
    kind: "wait",
    cause: "snapshot-busy",
    subject,
    body,
    reason: `RDS has had tasks of ${MAX_IDENTIFIERS} identifiers in a row: ${facts.takenIds.join(", ")}`,
  };
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
    tasks: task === undefined ? facts.tasks : [...facts.tasks, task],
    // The call may have reached RDS twice: the task in the way may be the one that this message has started.
    part: { kind: "actor" },
  };
}

async function tellCopier(
  taskId: string,
  snapshot: Snapshot,
  { copier, bucket }: ExportDependencies,
  done: Pick<Extract<Outcome, { kind: "done" }>, "decision" | "reason" | "counts" | "metrics">,
): Promise<Outcome> {
  const delaySeconds = await copier.tell({ ExportTaskIdentifier: taskId, ExportBucket: bucket });
  return {
    ...done,
    kind: "done",
    subject: { snapshot: snapshot.arn, exportTask: taskId },
    nextStep: `the copier looks at the task in ${delaySeconds} s`,
  };
}
