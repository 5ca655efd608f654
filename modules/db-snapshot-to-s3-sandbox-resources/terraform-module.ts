import type { Construct } from "constructs";
import { sandboxResourcesSettings } from "../../config/settings/sandbox-resources";
import { forget } from "../shared/forget";
import { ModuleStack } from "../shared/module-stack";
import { LEFT_TO_THEMSELVES } from "./left-to-themselves";
import { SandboxAccount } from "./sandbox-account";

/** The sandbox's resources as a Terraform module, in the account of a provider configuration of its own. */
export function sandboxResourcesModule(scope: Construct): ModuleStack {
  return new ModuleStack(
    scope,
    "db-snapshot-to-s3-sandbox-resources",
    { variables: sandboxResourcesSettings, providerAlias: "aws_sandbox_account" },
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
