import {
  paginateDescribeDBInstanceAutomatedBackups,
  paginateDescribeDBInstances,
  paginateDescribeDBParameterGroups,
  paginateDescribeDBSnapshots,
  paginateDescribeDBSubnetGroups,
} from "@aws-sdk/client-rds";
import { paginateListSecrets } from "@aws-sdk/client-secrets-manager";
import { paginateDescribeParameters } from "@aws-sdk/client-ssm";
import type { AwsClients } from "./aws-clients";
import { everyPage, type Names } from "./every-page";

/** What an account has of a sandbox's database, its secret and its parameters, by Terraform's type. */
export const DATABASE_QUESTIONS: Readonly<Record<string, (clients: AwsClients) => Promise<Names>>> = {
  aws_db_instance: ({ rds }) =>
    everyPage(paginateDescribeDBInstances({ client: rds }, {}), ({ DBInstances = [] }) =>
      DBInstances.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier),
    ),
  aws_db_instance_automated_backups: ({ rds }) =>
    everyPage(
      paginateDescribeDBInstanceAutomatedBackups({ client: rds }, {}),
      ({ DBInstanceAutomatedBackups = [] }) =>
        DBInstanceAutomatedBackups.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier),
    ),
  aws_db_parameter_group: ({ rds }) =>
    everyPage(paginateDescribeDBParameterGroups({ client: rds }, {}), ({ DBParameterGroups = [] }) =>
      // Those of RDS itself come with the first database of a version, and stay.
      DBParameterGroups.map(({ DBParameterGroupName }) => DBParameterGroupName).filter(
        (name) => name?.startsWith("default.") !== true,
      ),
    ),
  aws_db_snapshot: ({ rds }) =>
    everyPage(paginateDescribeDBSnapshots({ client: rds }, {}), ({ DBSnapshots = [] }) =>
      DBSnapshots.map(({ DBSnapshotIdentifier }) => DBSnapshotIdentifier),
    ),
  aws_db_subnet_group: ({ rds }) =>
    everyPage(paginateDescribeDBSubnetGroups({ client: rds }, {}), ({ DBSubnetGroups = [] }) =>
      DBSubnetGroups.map(({ DBSubnetGroupName }) => DBSubnetGroupName),
    ),
  aws_secretsmanager_secret: ({ secrets }) =>
    // One that waits for its deletion keeps its name from being used again.
    everyPage(
      paginateListSecrets({ client: secrets }, { IncludePlannedDeletion: true }),
      ({ SecretList = [] }) => SecretList.map(({ Name }) => Name),
    ),
  aws_ssm_parameter: ({ ssm }) =>
    everyPage(paginateDescribeParameters({ client: ssm }, {}), ({ Parameters = [] }) =>
      // Those of AWS itself are in every account.
      Parameters.map(({ Name }) => Name).filter((name) => name?.startsWith("/aws/") !== true),
    ),
};
