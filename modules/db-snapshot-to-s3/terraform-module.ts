import type { Construct } from "constructs";
import { dbSnapshotToS3Settings, type DbSnapshotToS3Settings } from "../../config/settings/db-snapshot-to-s3";
import { forget } from "../shared/forget";
import { ModuleStack } from "../shared/module-stack";
import { DbSnapshotToS3 } from "./db-snapshot-to-s3";
import { pipelineOutputs } from "./outputs";
import { propsOfSettings } from "./props-of-settings";

/**
 * Attaches its policy to everybody who has it, exclusively: destroying it would detach the policy from the very role
 * that has it by our attachment.
 */
const LEFT_TO_ITSELF = "aws_iam_policy_attachment.sns_cloudwatch_policy_attachment";

/**
 * The pipeline as a Terraform module, at the addresses of the module that it replaces.
 * @param values literals in place of its variables. @default its variables
 */
export function dbSnapshotToS3Module(scope: Construct, values?: DbSnapshotToS3Settings): ModuleStack {
  return new ModuleStack(
    scope,
    "db-snapshot-to-s3",
    { variables: dbSnapshotToS3Settings, values },
    (stack, variables) => {
      const pipeline = new DbSnapshotToS3(stack, "pipeline", propsOfSettings(variables));
      forget(stack, [LEFT_TO_ITSELF]);
      return { outputs: pipelineOutputs(pipeline), bundles: pipeline.bundles };
    },
  );
}
