import type { ExportTask, Snapshot } from "../aws/rds/model";
import type { RecordedCall } from "../aws/types";
import type { StatementUse } from "../permissions/statement-use";
import type { LandingComparison } from "../verify/compare-landing";
import type { ManifestComparison } from "../verify/compare-manifest";
import { callResult } from "./call-results";
import { deadLetterResult } from "./dead-letter-result";
import { failedCalls } from "./failed-calls";
import type { PipelineView } from "./follow";
import type { Decision } from "./function-log";
import { judge } from "./judge";
import { landingResult } from "./landing-result";
import type { KeptAccount } from "./kept-account";
import type { LocalRunOptions } from "./run-options";
import type { PipelinePart, RunResult, SnapshotResult } from "./run-result";
import type { History } from "./timeline";

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
  readonly permissions: readonly StatementUse[];
  readonly pipeline: readonly PipelinePart[];
  readonly history: History;
  readonly faults: readonly string[];
  readonly unfiredFaults: readonly string[];
  /** Messages were doubled on purpose: the workflow may be started twice for one export. */
  readonly mayRepeat: boolean;
  readonly account: KeptAccount | null;
  /** Compares a snapshot with what landed of it. */
  readonly compare: (snapshot: Snapshot) => Promise<LandingComparison>;
  /** Compares the manifest of the task that has landed with what lies in the buckets; undefined without one. */
  readonly readManifest: (tasks: readonly ExportTask[]) => ManifestComparison | undefined;
  /** Bucket of the landing zone. */
  readonly zoneBucket: string;
  /** Null when nothing is kept. */
  readonly directory: string | null;
  /** Path of the Terraform JSON that was deployed. */
  readonly terraformJson: string;
}

/** Compares every snapshot that landed, and judges the run. `seconds` is not yet known. */
export async function gatherResult(findings: Findings): Promise<RunResult> {
  const { options, view, decisions, account, directory, terraformJson } = findings;
  const { permissions, pipeline, faults, unfiredFaults, mayRepeat } = findings;
  const snapshots: SnapshotResult[] = [];
  for (const snapshot of findings.snapshots) snapshots.push(await snapshotResult(snapshot, findings));
  const calls = findings.calls.map(callResult);
  const found = {
    options,
    snapshots,
    deadLetters: view.deadMessages.map(deadLetterResult),
    messagesLeft: view.messagesLeft,
    calls,
    faults,
    standstill: view.standstill ?? null,
    unfiredFaults,
  };
  const problems = judge({ ...found, mayRepeat });
  return {
    kind: "db-snapshot-to-s3/local-run",
    version: 1,
    ok: problems.length === 0,
    problems,
    seconds: 0,
    ...found,
    failedCalls: failedCalls(calls, findings.roles),
    permissions,
    pipeline,
    decisions: decisions.map(({ functionName, line }) => ({ functionName, line })),
    account,
    directory,
    terraformJson,
  };
}

async function snapshotResult(snapshot: Snapshot, findings: Findings): Promise<SnapshotResult> {
  const { view, compare, zoneBucket, history, decisions, pipeline } = findings;
  const tasks = view.tasks.filter(({ sourceArn }) => sourceArn === snapshot.arn);
  const runs = view.workflowRuns.filter(({ properties }) =>
    tasks.some(({ identifier }) => identifier === properties["export_task_id"]),
  );
  const copierFunction = pipeline.find(({ role }) => role === "copier function")?.names[0] ?? "";
  return {
    instance: snapshot.instance,
    identifier: snapshot.identifier,
    arn: snapshot.arn,
    exports: tasks.map(({ identifier, status, failureCause, warningMessage }) => ({
      identifier,
      status,
      ...(failureCause === undefined ? {} : { failureCause }),
      ...(warningMessage === undefined ? {} : { warningMessage }),
    })),
    workflowRuns: runs.map(({ runId, properties }) => ({ runId, properties })),
    manifest: findings.readManifest(tasks) ?? null,
    timeline: history.timelineOf(snapshot, { tasks, decisions, runs, copierFunction }),
    ...(runs.length === 0
      ? { tables: [], unexplained: [], unexported: [], undocumented: [] }
      : landingResult(await compare(snapshot), zoneBucket)),
  };
}
