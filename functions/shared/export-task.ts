import type { ExportTask as SdkExportTask } from "@aws-sdk/client-rds";

/** An export task as RDS describes it; what RDS does not say is undefined. */
export interface ExportTask {
  readonly id: string;
  readonly sourceArn: string;
  /** Creation time of the snapshot that is exported. */
  readonly snapshotTime: Date | undefined;
  /** When RDS began with it. */
  readonly startTime: Date | undefined;
  /** When it ended, however it ended. */
  readonly endTime: Date | undefined;
  readonly bucket: string;
  /** Empty: none. */
  readonly prefix: string;
  /** Empty: everything. */
  readonly exportOnly: readonly string[];
  /** STARTING, IN_PROGRESS, COMPLETE, FAILED, CANCELING or CANCELED, in capitals. */
  readonly status: string;
  readonly percentProgress: number | undefined;
  readonly failureCause: string | undefined;
  /** A JSON text, mostly. */
  readonly warningMessage: string | undefined;
}

/** @throws Error when RDS leaves out what makes a task: identifier, source, bucket or status */
export function exportTaskOf(task: SdkExportTask): ExportTask {
  const { ExportTaskIdentifier: id, SourceArn: sourceArn, S3Bucket: bucket, Status: status } = task;
  if (id === undefined || sourceArn === undefined || bucket === undefined || status === undefined)
    throw new Error(
      `rds:DescribeExportTasks answered with a task without identifier, source, bucket or status: ${JSON.stringify(task)}`,
    );
  return {
    id,
    sourceArn,
    bucket,
    status: status.toUpperCase(),
    snapshotTime: task.SnapshotTime,
    startTime: task.TaskStartTime,
    endTime: task.TaskEndTime,
    prefix: task.S3Prefix ?? "",
    exportOnly: task.ExportOnly ?? [],
    percentProgress: task.PercentProgress,
    failureCause: task.FailureCause,
    warningMessage: task.WarningMessage,
  };
}
