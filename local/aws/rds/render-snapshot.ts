import type { XmlElements } from "../xml";
import type { Snapshot } from "./model";
import type { RdsWorld } from "./rds-world";
import { tagsXml } from "./render";
import { availabilityZone, licenseModel, optionGroup } from "./render-instance";

/** World seconds that a snapshot is `creating` at least; a copy that takes longer in real time prolongs it. */
export const SNAPSHOT_CREATION_SECONDS = 180;

/** A snapshot as DescribeDBSnapshots shows it. */
export function snapshotXml(world: RdsWorld, snapshot: Snapshot): XmlElements {
  return {
    ...ownXml(world, snapshot, percentProgress(world, snapshot)),
    ...sourceXml(world, snapshot),
    SnapshotCreateTime: snapshot.createTime,
    OriginalSnapshotCreateTime: snapshot.createTime,
  };
}

/** As CreateDBSnapshot answers it: RDS does not say the time yet, and nothing is done. */
export function begunSnapshotXml(world: RdsWorld, snapshot: Snapshot): XmlElements {
  return { ...ownXml(world, snapshot, snapshot.percentProgress), ...sourceXml(world, snapshot) };
}

function ownXml(world: RdsWorld, snapshot: Snapshot, progress: number): XmlElements {
  return {
    DBSnapshotIdentifier: snapshot.identifier,
    DBInstanceIdentifier: snapshot.instance,
    Status: snapshot.status,
    AvailabilityZone: availabilityZone(world.arns.region),
    SnapshotType: snapshot.type,
    PercentProgress: progress,
    StorageType: "gp3",
    Encrypted: true,
    DBSnapshotArn: snapshot.arn,
    IAMDatabaseAuthenticationEnabled: false,
    TagList: tagsXml(snapshot.tags),
    SnapshotTarget: "region",
  };
}

/** What a snapshot has of its instance. */
function sourceXml(world: RdsWorld, snapshot: Snapshot): XmlElements {
  const instance = world.instances.get(snapshot.instance);
  if (instance === undefined) return {};
  return {
    Engine: instance.engine,
    AllocatedStorage: instance.allocatedStorage,
    Port: instance.endpoint?.port,
    InstanceCreateTime: instance.createTime,
    MasterUsername: instance.masterUsername,
    EngineVersion: instance.engineVersion,
    LicenseModel: licenseModel(instance.engine),
    OptionGroupName: optionGroup(instance),
    KmsKeyId: instance.kmsKeyId,
    DbiResourceId: instance.resourceId,
  };
}

/** While a snapshot is being made, the share of the time that it takes at least; 99 when it takes longer. */
function percentProgress(world: RdsWorld, snapshot: Snapshot): number {
  if (snapshot.status !== "creating") return snapshot.percentProgress;
  const seconds = (world.surroundings.clock.now().getTime() - snapshot.createTime.getTime()) / 1000;
  return Math.min(99, Math.floor((seconds / SNAPSHOT_CREATION_SECONDS) * 100));
}
