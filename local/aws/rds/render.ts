import type { XmlElements, XmlValue } from "../xml";
import type { ExportTask } from "./model";
import type { Tags } from "./tags";

/** A list in the Query protocol; an empty one is an empty element. */
export function listXml(item: string, values: readonly XmlValue[]): XmlValue {
  return values.length === 0 ? "" : { [item]: values };
}

export function tagsXml(tags: Tags): XmlValue {
  return listXml(
    "Tag",
    Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  );
}

/** As StartExportTask, CancelExportTask and DescribeExportTasks show a task. */
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
