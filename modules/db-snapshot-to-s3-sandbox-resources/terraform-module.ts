import type { Construct } from "constructs";
import {
  sandboxResourcesSettings,
  type SandboxResourcesSettings,
} from "../../config/settings/sandbox-resources";
import { forget } from "../shared/forget";
import { ModuleStack } from "../shared/module-stack";
import { LEFT_TO_THEMSELVES } from "./left-to-themselves";
import { SandboxAccount } from "./sandbox-account";

/**
 * The sandbox's resources as a Terraform module, in the account of a provider configuration of its own.
 * @param values literals in place of its variables. @default its variables
 */
export function sandboxResourcesModule(scope: Construct, values?: SandboxResourcesSettings): ModuleStack {
  return new ModuleStack(
    scope,
    "db-snapshot-to-s3-sandbox-resources",
    { variables: sandboxResourcesSettings, providerAlias: "aws_sandbox_account", values },
    (stack, variables) => {
      new SandboxAccount(stack, "account", {
        accountId: variables.aws_sandbox_account_id,
        vpcId: variables.aws_sandbox_vpc_id,
        subnetIds: variables.aws_sandbox_subnet_ids,
        addressPrefix: "",
      });
      forget(stack, LEFT_TO_THEMSELVES);
      return { outputs: {}, bundles: [] };
    },
  );
}
