import type { Construct } from "constructs";
import {
  sandboxResourcesSettings,
  type SandboxResourcesSettings,
} from "../../config/settings/sandbox-resources";
import { ModuleStack } from "../shared/module-stack";
import { sandboxDatabaseOutputs } from "./outputs";
import { propsOfSettings } from "./props-of-settings";
import { SandboxResources } from "./sandbox-resources";

/**
 * The sandbox's resources as a Terraform module, in the account of a provider configuration of its own, at the
 * addresses of the module that it replaces.
 * @param values literals in place of its variables. @default its variables
 */
export function sandboxResourcesModule(scope: Construct, values?: SandboxResourcesSettings): ModuleStack {
  return new ModuleStack(
    scope,
    "db-snapshot-to-s3-sandbox-resources",
    { variables: sandboxResourcesSettings, providerAlias: "aws_sandbox_account", values },
    (stack, variables) => {
      const sandbox = new SandboxResources(stack, "sandbox", propsOfSettings(variables));
      return { outputs: sandboxDatabaseOutputs(sandbox), bundles: [] };
    },
  );
}
