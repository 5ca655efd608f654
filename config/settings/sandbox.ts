import { sandboxBucketNames } from "../../modules/sandbox/bucket-names";
import { commonSettings } from "./common-settings";
import { deploymentSettings } from "./deployment-settings";
import { exportStorageSettings } from "./export-storage-settings";
import { landingSettings } from "./landing-settings";
import { operationSettings } from "./operation-settings";
import { pipelineSettings } from "./pipeline-settings";
import { sandboxResourcesSettings } from "./sandbox-resources";
import { sandboxZoneSettings } from "./sandbox-zone-settings";
import type { Settings, SettingValues } from "./setting";

const { region, deploy_role_arn } = deploymentSettings;
const { tags, project, aws_account_suffix } = commonSettings;
const {
  identifier_prefix,
  aws_sandbox_account_id,
  aws_sandbox_vpc_id,
  aws_sandbox_subnet_ids,
  postgres_version,
  database_instance_class,
  create_systems_manager_endpoints,
  cost_sweeper_tags,
} = sandboxResourcesSettings;
const { workflow_name, workflow_arn, backdated_workflow_name, backdated_workflow_arn } = pipelineSettings;

/** The longest suffix with which every bucket's name still has room for a prefix of one character. */
const maximumSuffixLength = Math.min(
  ...sandboxBucketNames("").map(({ limit, suffix }) => limit - suffix.length - 2),
);
const [suffixLength, ...suffixRules] = aws_account_suffix.rules;

/**
 * Every Terraform variable of the root stack `sandbox`: the only declaration. The environment is none of them: a
 * sandbox is always Dev, so that its buckets can be destroyed with what is in them.
 */
export const sandboxSettings = {
  region: { ...region, description: "AWS region of the sandbox." },
  deploy_role_arn: {
    ...deploy_role_arn,
    description:
      "Role in the sandbox's account that Terraform assumes to deploy. Empty: the credentials at hand are used as they are.",
  },
  tags: { ...tags, default: {} },
  project,
  identifier_prefix,
  aws_account_suffix: {
    ...aws_account_suffix,
    rules: [{ ...suffixLength, max: maximumSuffixLength }, ...suffixRules],
  },
  aws_sandbox_account_id: {
    ...aws_sandbox_account_id,
    description: "Account of the sandbox, in which Terraform acts: a plan in any other is refused.",
  },
  aws_sandbox_vpc_id,
  aws_sandbox_subnet_ids,
  postgres_version,
  database_instance_class,
  create_systems_manager_endpoints,
  cost_sweeper_tags,
  ...sandboxZoneSettings,
  workflow_name,
  workflow_arn,
  backdated_workflow_name,
  backdated_workflow_arn,
  ...landingSettings,
  ...exportStorageSettings,
  ...operationSettings,
  log_retention_in_days: {
    ...operationSettings.log_retention_in_days,
    description: "Days that CloudWatch keeps the logs of the functions and of the database.",
    default: 30,
  },
} as const satisfies Settings;

export type SandboxSettings = SettingValues<typeof sandboxSettings>;
