import { Fn, Token } from "cdktf";
import type { DbSnapshotToS3Settings } from "../../config/settings/db-snapshot-to-s3";
import type { JointRule } from "../shared/joint-rule";
import {
  anyOf,
  bothOrNeither,
  endsWithUnlessEmpty,
  inDigits,
  isOrEndsWith,
  isPositive,
  not,
} from "../shared/truth";
import { fitIntoMessage, FITTING_INSTANCES } from "./fitting-instances";
import type { PipelineSettings } from "./settings";
import { fitsTwoLooks, windowForTwoLooks } from "./two-looks";

type Setting = keyof DbSnapshotToS3Settings;

/** What the pipeline's inputs must be together, beyond what each of them must be. */
export function jointRules(settings: PipelineSettings): readonly JointRule<Setting>[] {
  const { workflowName, workflowArn, backdatedWorkflowName, backdatedWorkflowArn } = settings;
  const { zoneBucketId, zoneBucketArn, rdsExportStorageBucketId, rdsExportStorageBucketArn } = settings;
  const workflow = { name: "workflow_name", arn: "workflow_arn" } as const;
  const backdated = { name: "backdated_workflow_name", arn: "backdated_workflow_arn" } as const;
  const zone = { id: "zone_bucket_id", arn: "zone_bucket_arn" } as const;
  const exports = { id: "rds_export_storage_bucket_id", arn: "rds_export_storage_bucket_arn" } as const;
  return [
    bothGiven(workflow, workflowName, workflowArn),
    bothGiven(backdated, backdatedWorkflowName, backdatedWorkflowArn),
    sameWorkflow(workflow, workflowName, workflowArn),
    sameWorkflow(backdated, backdatedWorkflowName, backdatedWorkflowArn),
    sameBucket(zone, zoneBucketId, zoneBucketArn),
    sameBucket(exports, rdsExportStorageBucketId, rdsExportStorageBucketArn),
    sameExportKey(settings),
    instancesFit(settings),
    windowFits(settings),
  ];
}

interface Workflow {
  readonly name: Setting;
  readonly arn: Setting;
}

/** The copier starts the workflow by its name, and may do so by the ARN in its policy: one without the other fails. */
function bothGiven(of: Workflow, name: string, arn: string): JointRule<Setting> {
  return {
    of: [of.name, of.arn],
    holds: () => bothOrNeither(name, arn),
    message: (called) =>
      `${called(of.name)} and ${called(of.arn)}: expected both or neither, got "${name}" and "${arn}".`,
  };
}

/** For the same reason one that is another's fails too, after every landing. */
function sameWorkflow(of: Workflow, name: string, arn: string): JointRule<Setting> {
  return {
    of: [of.name, of.arn],
    holds: () => endsWithUnlessEmpty(arn, name, `:workflow/${name}`),
    message: (called) =>
      `${called(of.arn)}: expected the ARN of the workflow that ${called(of.name)} names (${name}), got "${arn}".`,
  };
}

interface BucketNames {
  readonly id: Setting;
  readonly arn: Setting;
}

/** Calls name the bucket, policies its ARN: with another's every call is denied. */
function sameBucket(of: BucketNames, id: string, arn: string): JointRule<Setting> {
  return {
    of: [of.id, of.arn],
    holds: () => endsWithUnlessEmpty(arn, id, `:::${id}`),
    message: (called) =>
      `${called(of.arn)}: expected the ARN of the bucket that ${called(of.id)} names (${id}), got "${arn}".`,
  };
}

/** RDS is handed the one, and may use the other. */
function sameExportKey({
  rdsExportStorageKmsKeyId: id,
  rdsExportStorageKmsKeyArn: arn,
}: PipelineSettings): JointRule<Setting> {
  const of = { id: "rds_export_storage_kms_key_id", arn: "rds_export_storage_kms_key_arn" } as const;
  return {
    of: [of.id, of.arn],
    holds: () => isOrEndsWith(arn, id, `:key/${id}`),
    message: (called) =>
      `${called(of.id)}: expected the key that ${called(of.arn)} names (${arn}), by its id or ARN, got "${id}".`,
  };
}

/** Each look names its instances in one message. */
function instancesFit(settings: PipelineSettings): JointRule<Setting> {
  const { rdsInstanceIds, reconciliationIntervalInHours } = settings;
  return {
    of: ["rds_instance_ids", "reconciliation_interval_in_hours"],
    holds: () => anyOf([not(isPositive(reconciliationIntervalInHours)), fitIntoMessage(rdsInstanceIds)]),
    message: (called) =>
      `${called("rds_instance_ids")}: expected ${FITTING_INSTANCES}, or ${called("reconciliation_interval_in_hours")} = 0; got ${howMany(rdsInstanceIds)} instances.`,
  };
}

/** Otherwise snapshots whose events are lost may never be found, and nobody is told. */
function windowFits({
  reconciliationWindowInDays: days,
  reconciliationIntervalInHours: hours,
}: PipelineSettings): JointRule<Setting> {
  const of = {
    window: "reconciliation_window_in_days",
    interval: "reconciliation_interval_in_hours",
  } as const;
  return {
    of: [of.window, of.interval],
    holds: () => fitsTwoLooks(days, hours),
    message: (called) =>
      `${called(of.window)}: expected ${windowForTwoLooks(called(of.interval))}; got ${inDigits(days)} and ${inDigits(hours)}.`,
  };
}

function howMany(instances: readonly string[]): string {
  return inDigits(Token.isUnresolved(instances) ? Token.asNumber(Fn.lengthOf(instances)) : instances.length);
}
