import { CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateDBSnapshotCommand, DeleteDBSnapshotCommand } from "@aws-sdk/client-rds";
import { GetBucketVersioningCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { databaseLogGroupName } from "../../../modules/db-snapshot-to-s3-sandbox-resources/database-log-groups";
import type { AwsClients } from "../terraform-examples/aws-clients";

/**
 * Puts into a bucket what a used one has: files, one of which was overwritten. None that was deleted: moto fails when the
 * last version that is deleted of a file is a delete marker.
 */
export async function fillBucket({ s3 }: AwsClients, Bucket: string): Promise<void> {
  const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
  if (Status !== "Enabled")
    throw new Error(`${Bucket}: expected a bucket with versions, got ${Status ?? "one without"}`);
  for (const Body of ["once", "twice"])
    await s3.send(new PutObjectCommand({ Bucket, Key: "overwritten/part-0.parquet", Body }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "kept/part-0.parquet", Body: "once" }));
}

/** Takes a manual snapshot, which no destroy of the database takes away. @returns its line among what is left */
export async function takeSnapshot({ rds }: AwsClients, database: string, snapshot: string): Promise<string> {
  await rds.send(
    new CreateDBSnapshotCommand({ DBInstanceIdentifier: database, DBSnapshotIdentifier: snapshot }),
  );
  return `aws_db_snapshot ${snapshot}`;
}

export async function deleteSnapshot({ rds }: AwsClients, snapshot: string): Promise<void> {
  await rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: snapshot }));
}

/** As RDS may, when a database is deleted whose log group Terraform has destroyed. @returns its line among what is left */
export async function writeLastLog({ logs }: AwsClients, database: string): Promise<string> {
  const logGroupName = databaseLogGroupName(database, "postgresql");
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  return logGroupName;
}
