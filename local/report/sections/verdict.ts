import { counted, count } from "../page/words";
import type { RunResult } from "../../start/run-result";

/** The run in one sentence. */
export function verdict(result: RunResult): string {
  const tables = result.snapshots.flatMap((snapshot) => snapshot.tables);
  const ofSnapshots = counted(result.snapshots.length, "snapshot");
  if (result.ok)
    return `Landed complete: every row and value of ${counted(tables.length, "table")} in ${ofSnapshots}`;
  const wrong = whatIsWrong(result);
  return `Not as it should be: ${wrong.length === 0 ? counted(result.problems.length, "problem") : wrong.join(", ")}`;
}

function whatIsWrong({ snapshots, deadLetters, messagesLeft }: RunResult): string[] {
  const missing = snapshots.filter(({ workflowRuns }) => workflowRuns.length === 0).length;
  const tables = snapshots.flatMap((snapshot) => snapshot.tables);
  const differing = tables.filter(({ matches }) => !matches).length;
  return [
    ...(missing > 0
      ? [
          snapshots.length === 1
            ? "the snapshot did not land"
            : `${count(missing)} of ${counted(snapshots.length, "snapshot")} did not land`,
        ]
      : []),
    ...(differing > 0
      ? [`${count(differing)} of ${counted(tables.length, "table")} differ${differing === 1 ? "s" : ""}`]
      : []),
    ...(deadLetters.length > 0 ? [counted(deadLetters.length, "dead letter")] : []),
    ...(messagesLeft > 0 ? [`${counted(messagesLeft, "message")} left in the queues`] : []),
  ];
}
