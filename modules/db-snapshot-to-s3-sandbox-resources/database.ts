import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import { addressed } from "../shared/address";
import { DATABASE_PORT } from "./access";
import { DATABASE_LOGS } from "./database-log-groups";
import { databaseName } from "./database-name";
import type { SandboxNames } from "./names";
import { takesMinorUpgrades } from "./postgres-version";
import type { SandboxSettings } from "./settings";
import { mergedTags } from "./tags";

/**
 * GB. RDS takes 20 or more for PostgreSQL on a general-purpose volume (API_CreateDBInstance, AllocatedStorage), and
 * grows by 10 or more at a time: with less room than that it would not grow at all (RDS user guide, storage
 * autoscaling). Twice is plenty for a sandbox, and bounds what it costs.
 */
const STORAGE = { allocatedStorage: 20, maxAllocatedStorage: 40, storageType: "gp3" } as const;

interface DatabaseProps {
  readonly settings: SandboxSettings;
  readonly names: SandboxNames;
  readonly key: KmsKey;
  readonly securityGroup: SecurityGroup;
  readonly logGroups: readonly CloudwatchLogGroup[];
}

/** A small PostgreSQL, whose master user's password RDS makes, keeps in Secrets Manager and changes every week. */
export class Database extends Construct {
  readonly instance: DbInstance;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DatabaseProps,
  ) {
    super(scope, id);
    const { settings, names } = props;
    const subnetGroup = addressed(
      new DbSubnetGroup(this, "subnet-group", {
        name: names.subnetGroup,
        subnetIds: settings.awsSandboxSubnetIds,
        tags: settings.tags,
      }),
      "sandbox_db_subnet_group",
    );
    this.instance = addressed(this.createInstance(subnetGroup), "rds_sandbox_snapshot_to_s3_postgres");
  }

  private createInstance(subnetGroup: DbSubnetGroup): DbInstance {
    const { settings, names, key, securityGroup, logGroups } = this.props;
    const { postgresVersion, tags, costSweeperTags } = settings;
    return new DbInstance(this, "instance", {
      identifier: names.database,
      instanceClass: settings.databaseInstanceClass,
      ...STORAGE,
      storageEncrypted: true,
      kmsKeyId: key.arn,

      engine: "postgres",
      engineVersion: postgresVersion,
      autoMinorVersionUpgrade: takesMinorUpgrades(postgresVersion),
      // For whoever raises the input. RDS never raises a major version by itself.
      allowMajorVersionUpgrade: true,
      applyImmediately: true,

      dbName: databaseName(settings.identifierPrefix),
      username: "sandbox_db_admin",
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: key.arn,

      port: DATABASE_PORT,
      dbSubnetGroupName: subnetGroup.name,
      vpcSecurityGroupIds: [securityGroup.id],
      publiclyAccessible: false,
      multiAz: false,

      backupRetentionPeriod: 1,
      backupWindow: "00:01-00:31",
      maintenanceWindow: "sun:04:00-sun:04:30",
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: true,
      skipFinalSnapshot: true,
      deletionProtection: false,

      monitoringInterval: 0,
      performanceInsightsEnabled: false,
      enabledCloudwatchLogsExports: [...DATABASE_LOGS],
      tags: mergedTags(tags, costSweeperTags),
      dependsOn: [...logGroups],
    });
  }
}
