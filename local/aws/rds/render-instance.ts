import type { XmlElements, XmlValue } from "../xml";
import type { Instance } from "./model";
import { listXml, tagsXml } from "./render";

/** What RDS shows of an instance besides what is kept of it. */
interface Shown {
  /** Whether a snapshot of it is being made. */
  readonly backingUp: boolean;
  readonly region: string;
}

/**
 * An instance as DescribeDBInstances shows it: what is kept of it, and of the rest what is true of every instance
 * here. There are no networks, so no security groups and no subnets are shown.
 */
export function instanceXml(instance: Instance, { backingUp, region }: Shown): XmlElements {
  const { engine, engineVersion } = instance;
  return {
    DBInstanceIdentifier: instance.identifier,
    DBInstanceClass: "db.t3.micro",
    Engine: engine,
    DBInstanceStatus: backingUp ? "backing-up" : instance.status,
    MasterUsername: instance.masterUsername,
    DBName: instance.databaseName,
    Endpoint: endpointXml(instance),
    AllocatedStorage: instance.allocatedStorage,
    InstanceCreateTime: instance.createTime,
    PreferredBackupWindow: "01:00-01:30",
    BackupRetentionPeriod: 1,
    DBSecurityGroups: "",
    VpcSecurityGroups: "",
    DBParameterGroups: listXml("DBParameterGroup", [
      {
        DBParameterGroupName: `default.${engine}${majorVersion(engineVersion)}`,
        ParameterApplyStatus: "in-sync",
      },
    ]),
    AvailabilityZone: availabilityZone(region),
    PreferredMaintenanceWindow: "sun:03:00-sun:03:30",
    PendingModifiedValues: "",
    MultiAZ: false,
    EngineVersion: engineVersion,
    AutoMinorVersionUpgrade: false,
    ReadReplicaDBInstanceIdentifiers: "",
    LicenseModel: licenseModel(engine),
    OptionGroupMemberships: listXml("OptionGroupMembership", [
      { OptionGroupName: optionGroup(instance), Status: "in-sync" },
    ]),
    PubliclyAccessible: false,
    StorageType: "gp3",
    DbInstancePort: 0,
    StorageEncrypted: true,
    KmsKeyId: instance.kmsKeyId,
    DbiResourceId: instance.resourceId,
    DomainMemberships: "",
    CopyTagsToSnapshot: true,
    MonitoringInterval: 0,
    DBInstanceArn: instance.arn,
    IAMDatabaseAuthenticationEnabled: false,
    PerformanceInsightsEnabled: false,
    DeletionProtection: false,
    AssociatedRoles: "",
    TagList: tagsXml(instance.tags),
    BackupTarget: "region",
    NetworkType: "IPV4",
  };
}

/** The only zone that anything is in. */
export function availabilityZone(region: string): string {
  return `${region}a`;
}

export function licenseModel(engine: string): string {
  return engine === "postgres" ? "postgresql-license" : "general-public-license";
}

/** Such as `default:postgres-16`. */
export function optionGroup({ engine, engineVersion }: Pick<Instance, "engine" | "engineVersion">): string {
  return `default:${engine}-${majorVersion(engineVersion)}`;
}

function endpointXml({ endpoint }: Instance): XmlValue {
  return endpoint === undefined ? undefined : { Address: endpoint.address, Port: endpoint.port };
}

function majorVersion(version: string): string {
  return version.split(".", 1)[0] ?? version;
}
