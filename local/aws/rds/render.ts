import type { XmlElements, XmlValue } from "../xml";
import type { ExportTask, Instance, Snapshot } from "./model";

/** A list in the Query protocol; an empty one is an empty element. */
export function listXml(item: string, values: readonly XmlValue[]): XmlValue {
  return values.length === 0 ? "" : { [item]: values };
}

function tagsXml(tags: Readonly<Record<string, string>>): XmlValue {
  return listXml(
    "Tag",
    Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  );
}

/** @param backingUp whether a snapshot of it is being made */
export function instanceXml(instance: Instance, backingUp: boolean): XmlElements {
  return {
    DBInstanceIdentifier: instance.identifier,
    DBInstanceClass: "db.t3.micro",
    Engine: instance.engine,
    DBInstanceStatus: backingUp ? "backing-up" : instance.status,
    MasterUsername: "postgres",
    DBName: instance.databaseName,
    AllocatedStorage: instance.allocatedStorage,
    InstanceCreateTime: instance.createTime,
    BackupRetentionPeriod: 1,
    MultiAZ: false,
    EngineVersion: instance.engineVersion,
    StorageType: "gp3",
    StorageEncrypted: true,
    DBInstanceArn: instance.arn,
    TagList: tagsXml(instance.tags),
  };
}

/** @param withCreateTime false for the answer of CreateDBSnapshot, in which RDS does not say the time yet */
export function snapshotXml(
  snapshot: Snapshot,
  instance: Instance | undefined,
  withCreateTime = true,
): XmlElements {
  return {
    DBSnapshotIdentifier: snapshot.identifier,
    DBInstanceIdentifier: snapshot.instance,
    SnapshotCreateTime: withCreateTime ? snapshot.createTime : undefined,
    OriginalSnapshotCreateTime: withCreateTime ? snapshot.createTime : undefined,
    Engine: instance?.engine,
    EngineVersion: instance?.engineVersion,
    AllocatedStorage: instance?.allocatedStorage,
    InstanceCreateTime: instance?.createTime,
    Status: snapshot.status,
    SnapshotType: snapshot.type,
    PercentProgress: snapshot.percentProgress,
    Encrypted: true,
    DBSnapshotArn: snapshot.arn,
    TagList: tagsXml(snapshot.tags),
  };
}

export function exportTaskXml(task: ExportTask): XmlElements {
  return {
    ExportTaskIdentifier: task.identifier,
    SourceArn: task.sourceArn,
    SourceType: "SNAPSHOT",
    ExportOnly: task.exportOnly.length === 0 ? undefined : listXml("member", task.exportOnly),
    SnapshotTime: task.snapshotTime,
    TaskStartTime: task.startTime,
    TaskEndTime: task.endTime,
    S3Bucket: task.bucket,
    S3Prefix: task.prefix === "" ? undefined : task.prefix,
    IamRoleArn: task.iamRoleArn,
    KmsKeyId: task.kmsKeyId,
    Status: task.status,
    PercentProgress: task.percentProgress,
    TotalExtractedDataInGB: task.totalExtractedDataInGB,
    FailureCause: task.failureCause,
    WarningMessage: task.warningMessage,
  };
}
