import { DataAwsCloudwatchLogGroups } from "@cdktf/provider-aws/lib/data-aws-cloudwatch-log-groups";
import type { TerraformStack } from "cdktf";
import {
  DATABASE_LOGS,
  databaseLogGroupName,
} from "../db-snapshot-to-s3-sandbox-resources/database-log-groups";

/** Terraform name of the look-up. */
const LEFT = "left_by_a_sandbox_before";

/**
 * Has Terraform take over the database's log groups where they are there already: RDS may make one anew in the moments
 * in which a database is deleted, after Terraform has destroyed it, and CloudWatch refuses a second one of that name. For
 * root stacks: a module cannot import.
 */
export function adoptLogGroups(stack: TerraformStack, databaseIdentifier: string): void {
  const groups = new DataAwsCloudwatchLogGroups(stack, "database-log-groups", {
    logGroupNamePrefix: databaseLogGroupName(databaseIdentifier, ""),
  });
  groups.overrideLogicalId(LEFT);
  stack.addOverride(
    "import",
    DATABASE_LOGS.map((log) => ({
      for_each: `\${toset([for name in ${groups.fqn}.log_group_names : name if endswith(name, "/${log}")])}`,
      to: `aws_cloudwatch_log_group.sandbox_db_${log}`,
      id: "${each.value}",
    })),
  );
}
