import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { Construct } from "constructs";
import { addressed } from "../shared/address";
import type { SandboxSettings } from "./settings";

/** What PostgreSQL on RDS can export to CloudWatch (RDS user guide, publishing PostgreSQL logs). */
export const DATABASE_LOGS = ["postgresql", "upgrade"] as const;

/** RDS's own name for it. */
export function databaseLogGroupName(databaseIdentifier: string, log: string): string {
  return `/aws/rds/instance/${databaseIdentifier}/${log}`;
}

/**
 * The log groups that RDS writes into, by names that are RDS's. It would make those that are missing by itself, to be
 * kept for ever: so they are there before the database is.
 */
export function databaseLogGroups(
  scope: Construct,
  databaseIdentifier: string,
  { logRetentionInDays, tags }: SandboxSettings,
): readonly CloudwatchLogGroup[] {
  return DATABASE_LOGS.map((log) =>
    addressed(
      new CloudwatchLogGroup(scope, `log-group-${log}`, {
        name: databaseLogGroupName(databaseIdentifier, log),
        retentionInDays: logRetentionInDays,
        tags,
      }),
      `sandbox_db_${log}`,
    ),
  );
}
