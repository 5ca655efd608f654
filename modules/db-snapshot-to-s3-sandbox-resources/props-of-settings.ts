import type { SandboxResourcesSettings } from "../../config/settings/sandbox-resources";
import type { SandboxResourcesProps } from "./props";

/** The sandbox's inputs: the module's variables, or literals for them, under their TypeScript names. */
export function propsOfSettings(settings: SandboxResourcesSettings): SandboxResourcesProps {
  return {
    tags: settings.tags,
    identifierPrefix: settings.identifier_prefix,
    awsSandboxAccountId: settings.aws_sandbox_account_id,
    awsSandboxVpcId: settings.aws_sandbox_vpc_id,
    awsSandboxSubnetIds: settings.aws_sandbox_subnet_ids,
    exportFunctionRoleArns: settings.export_function_role_arns,
    postgresVersion: settings.postgres_version,
    databaseInstanceClass: settings.database_instance_class,
    createSystemsManagerEndpoints: settings.create_systems_manager_endpoints,
    logRetentionInDays: settings.log_retention_in_days,
    costSweeperTags: settings.cost_sweeper_tags,
    addressPrefix: "",
  };
}
