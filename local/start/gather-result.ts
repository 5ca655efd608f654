import type { Snapshot } from "../aws/rds/model";
import type { RecordedCall } from "../aws/types";
import { readDeadLetter } from "../../functions/shared/dead-letter";
import type { LandingComparison } from "../verify/compare-landing";
import type { PipelineView } from "./follow";
import type { Decision } from "./function-log";
import { judge } from "./judge";
import type { DeadMessage } from "./queue-watch";
import type { LocalRunOptions } from "./run-options";
import type { DeadLetterResult, FailedCallResult, RunResult, SnapshotResult } from "./run-result";

/** What a run has seen. */
export interface Findings {
  readonly options: LocalRunOptions;
  readonly snapshots: readonly Snapshot[];
  readonly view: PipelineView;
  readonly decisions: readonly Decision[];
  /** Every call that was answered. */
  readonly calls: readonly RecordedCall[];
  /** ARNs of the functions' roles. */
  readonly roles: readonly string[];
  /** Compares a snapshot with what landed of it. */
  readonly compare: (snapshot: Snapshot) => Promise<LandingComparison>;
  /** Bucket of the landing zone. */
  readonly zoneBucket: string;
  /** Null when nothing is kept. */
  readonly directory: string | null;
  /** Path of the Terraform JSON that was deployed. */
  readonly terraformJson: string;
}

/** Compares every snapshot that landed, and judges the run. `seconds` is not yet known. */
export async function gatherResult(findings: Findings): Promise<RunResult> {
  const { options, view, decisions, directory, terraformJson } = findings;
  const snapshots: SnapshotResult[] = [];
  for (const snapshot of findings.snapshots) snapshots.push(await snapshotResult(snapshot, findings));
  const found = {
    options,
    snapshots,
    deadLetters: view.deadMessages.map(deadLetterResult),
    messagesLeft: view.messagesLeft,
  };
  const problems = judge(found);
  return {
    kind: "db-snapshot-to-s3/local-run",
    version: 1,
    ok: problems.length === 0,
    problems,
    seconds: 0,
    ...found,
    failedCalls: failedCalls(findings.calls, findings.roles),
    decisions: decisions.map(({ functionName, line }) => ({ functionName, line })),
    directory,
    terraformJson,
  };
}

async function snapshotResult(
  snapshot: Snapshot,
  { view, compare, zoneBucket }: Findings,
): Promise<SnapshotResult> {
  const tasks = view.tasks.filter(({ sourceArn }) => sourceArn === snapshot.arn);
  const workflowRuns = view.workflowRuns.filter(({ properties }) =>
    tasks.some(({ identifier }) => identifier === properties["export_task_id"]),
  );
  return {
    instance: snapshot.instance,
    identifier: snapshot.identifier,
    arn: snapshot.arn,
    exports: tasks.map(({ identifier, status, failureCause }) => ({
      identifier,
      status,
      ...(failureCause === undefined ? {} : { failureCause }),
    })),
    workflowRuns: workflowRuns.map(({ runId, properties }) => ({ runId, properties })),
    ...(workflowRuns.length === 0
      ? { tables: [], unexplained: [], unexported: [] }
      : landingResult(await compare(snapshot), zoneBucket)),
  };
}

function landingResult(
  found: LandingComparison,
  bucket: string,
): Pick<SnapshotResult, "tables" | "unexplained" | "unexported"> {
  return {
    tables: found.tables.map((each) => ({
      table: each.table,
      rowsInSnapshot: each.snapshotRows,
      rowsLanded: each.landedRows,
      checksumInSnapshot: each.snapshotChecksum,
      checksumLanded: each.landedChecksum,
      matches: each.matches,
      problems: each.problems,
      files: each.files,
      bytes: each.bytes,
      path: `${bucket}/${each.path}`,
    })),
    unexplained: found.unexplained,
    unexported: found.unexported,
  };
}

function deadLetterResult({ queue, body }: DeadMessage): DeadLetterResult {
  const letter = readDeadLetter(body);
  if (letter === undefined) return { queue, body };
  const { code, reason, remedy, snapshot, exportTask, original } = letter;
  return { queue, body, letter: { code, reason, remedy, snapshot, exportTask, original } };
}

function failedCalls(calls: readonly RecordedCall[], roles: readonly string[]): FailedCallResult[] {
  const byKind = new Map<string, FailedCallResult>();
  for (const { service, operation: name, error, status, resource, caller } of calls) {
    if (error === undefined || !roles.includes(caller.principal)) continue;
    const operation = `${service}:${name}`;
    const kind = `${operation} ${error}`;
    const known = byKind.get(kind);
    byKind.set(kind, { operation, error, status, resource, ...known, times: (known?.times ?? 0) + 1 });
  }
  return [...byKind.values()];
}
