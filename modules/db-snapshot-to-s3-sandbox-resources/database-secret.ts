import { DataAwsDbInstance } from "@cdktf/provider-aws/lib/data-aws-db-instance";
import type { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { addressed } from "../shared/address";

/**
 * The secret that RDS keeps the master user's password in. It is looked up when all changes of the database are made:
 * of one whose password somebody else has made so far, the provider's plan says that there is no secret, instead of
 * that there will be one.
 * @returns its ARN
 */
export function databaseSecretArn(database: DbInstance): string {
  const lookup = new DataAwsDbInstance(database, "secret", {
    dbInstanceIdentifier: database.identifier,
    dependsOn: [database],
  });
  return addressed(lookup, "rds_sandbox_snapshot_to_s3_postgres").masterUserSecret.get(0).secretArn;
}
