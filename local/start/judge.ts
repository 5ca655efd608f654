import { denialLines } from "./denial-lines";
import type { DeadLetterResult, RunResult, SnapshotResult } from "./run-result";

/**
 * Glue takes no idempotency token, so two messages of one export that end in the same moment may each start the workflow;
 * both runs bear the export task's id. Without doubled events there is one.
 *
 * @returns what is not as it should be, one line each; empty when every snapshot landed complete, once
 */
export function judge(
  found: Pick<
    RunResult,
    "snapshots" | "deadLetters" | "messagesLeft" | "options" | "calls" | "unfiredFaults" | "standstill"
  > & { readonly mayRepeat: boolean },
): string[] {
  const mayRepeat = found.mayRepeat || found.options.inject.includes("duplicate-event");
  return [
    ...found.snapshots.flatMap((snapshot) => judgeSnapshot(snapshot, mayRepeat)),
    ...(found.standstill === null ? [] : [found.standstill]),
    ...(found.messagesLeft > 0 ? [`${found.messagesLeft} message(s) left in the queues`] : []),
    ...judgeDeadLetters(found.deadLetters),
    ...denialLines(found.calls),
    ...found.unfiredFaults.map(
      (fault) => `a fault of the plan met nothing, so nothing is shown by it: ${fault}`,
    ),
  ];
}

function judgeSnapshot(snapshot: SnapshotResult, mayRepeat: boolean): string[] {
  const { identifier, manifest, tables, workflowRuns, unexplained, unexported } = snapshot;
  if (workflowRuns.length === 0) return [`${identifier} has not landed: no workflow run was started for it`];
  return [
    ...(workflowRuns.length > 1 && !mayRepeat
      ? [`${identifier}: the workflow was started ${workflowRuns.length} times`]
      : []),
    ...(manifest === null
      ? [`${identifier}: the workflow was started, and there is no manifest of the landing`]
      : manifest.problems.map((problem) => `${identifier}: the manifest does not hold: ${problem}`)),
    ...(tables.length === 0
      ? [
          `${identifier}: there is no table to compare` +
            (unexported.length === 0 ? "" : `, since RDS exports none of its ${unexported.length}`),
        ]
      : []),
    ...tables
      .filter(({ matches }) => !matches)
      .map(({ table, problems }) => `${identifier}: ${table} differs: ${problems.join("; ")}`),
    ...unexplained.map((key) => `${identifier}: ${key} belongs to no table of the snapshot`),
  ];
}

/** One line for each queue and code: what the letters say is reported elsewhere. */
function judgeDeadLetters(deadLetters: readonly DeadLetterResult[]): string[] {
  const counts = new Map<string, number>();
  for (const { queue, letter } of deadLetters) {
    const what = `${queue}: ${letter?.code ?? "moved there by SQS after too many receives"}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${count} message(s) in dead-letter queue ${what}`);
}
