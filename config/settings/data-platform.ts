import { commonSettings } from "./common-settings";
import { deploymentSettings } from "./deployment-settings";
import { exportStorageSettings } from "./export-storage-settings";
import { landingSettings } from "./landing-settings";
import { operationSettings } from "./operation-settings";
import { pipelineSettings } from "./pipeline-settings";
import type { Settings, SettingValues } from "./setting";

/**
 * Every Terraform variable of the root stack `data-platform`: the only declaration. Rendered as `variable` blocks
 * with validations, as the check of a tfvars file, and as the README's table.
 */
export const dataPlatformSettings = {
  ...deploymentSettings,
  ...commonSettings,
  ...pipelineSettings,
  ...landingSettings,
  ...exportStorageSettings,
  ...operationSettings,
} as const satisfies Settings;

export type DataPlatformSettings = SettingValues<typeof dataPlatformSettings>;
