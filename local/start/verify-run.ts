import path from "node:path";
import type { ExportTask, Snapshot } from "../aws/rds/model";
import type { CarriedOutPlan } from "../faults/carry-out";
import { functionRoles } from "../faults/function-roles";
import { statementUses } from "../permissions/statement-uses";
import { compareManifest, type ManifestComparison } from "../verify/compare-manifest";
import type { DeployedPipeline } from "./deployed-pipeline";
import type { PipelineView } from "./follow";
import { gatherResult } from "./gather-result";
import { keepAccount, profilesOf } from "./kept-account";
import { WORKFLOW } from "./landing-zone";
import { pipelineParts } from "./pipeline-parts";
import type { RunInputs } from "./run-options";
import type { RunRecords } from "./run-records";
import type { RunResult } from "./run-result";
import type { World } from "./run-world";
import { keepTerraformJson } from "./terraform-json";
import type { Teller } from "./teller";

/** Of the tasks of one snapshot at most one lands. */
function manifestOf(tasks: readonly ExportTask[], { aws, zone }: World): ManifestComparison | undefined {
  for (const task of tasks) {
    const importDate = task.snapshotTime.toISOString().slice(0, 10).replaceAll("-", "");
    const found = compareManifest({ buckets: aws.buckets, task, zone, importDate });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A run whose pipeline has come to rest. */
export interface RestingRun {
  readonly inputs: RunInputs;
  readonly world: World;
  readonly pipeline: DeployedPipeline;
  readonly plan: CarriedOutPlan | undefined;
  readonly snapshots: readonly Snapshot[];
  readonly view: PipelineView;
  readonly records: RunRecords;
}

/** The last stage: compares what landed with the snapshots, and puts together what the run found. */
export async function verifyRun(run: RestingRun, teller: Teller): Promise<RunResult> {
  const { inputs, world, pipeline, plan, snapshots, view, records } = run;
  const { keep } = inputs.options;
  const { deployment, stackDirectory } = pipeline;
  const roles = functionRoles(deployment.functions);
  teller.began("verify");
  const result = await gatherResult({
    options: inputs.options,
    snapshots,
    view,
    decisions: records.journal.decisions,
    calls: world.aws.calls,
    roles: deployment.functions.map(({ roleArn }) => roleArn),
    permissions: statementUses(
      pipeline.permissions.policies,
      world.aws.calls,
      pipeline.permissions.stackPolicyNames,
    ),
    pipeline: pipelineParts(deployment, {
      instances: world.data.instances.map(({ identifier }) => identifier),
      exportQueueUrl: pipeline.exportQueueUrl,
      zoneBucket: world.zone.bucket,
      workflow: WORKFLOW,
    }),
    history: records.history,
    faults: plan?.words ?? [],
    unfiredFaults: plan?.unfired() ?? [],
    mayRepeat: plan?.mayRepeat ?? false,
    account: keep ? keepAccount(world.aws, profilesOf(roles), records.directory) : null,
    zoneBucket: world.zone.bucket,
    readManifest: (tasks) => manifestOf(tasks, world),
    compare: (snapshot) => world.data.compare(snapshot, world.aws, world.zone),
    directory: keep ? records.directory : null,
    terraformJson: keep ? path.join(stackDirectory, "cdk.tf.json") : keepTerraformJson(stackDirectory),
  });
  const tables = result.snapshots.flatMap((snapshot) => snapshot.tables);
  const words = `${tables.filter(({ matches }) => matches).length} of ${tables.length} tables match`;
  if (result.ok) teller.ended(words);
  else teller.failed(words);
  return result;
}
