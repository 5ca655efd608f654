import type { ExportTask } from "../shared/export-task";
import type { StoredObject } from "../shared/s3-listing";
import type { Copy } from "./plan";

/** RDS as the copier needs it. */
export interface CopierRds {
  /** @throws AwsCallError */
  findExportTask(id: string): Promise<ExportTask | undefined>;
  /** Every export task of a snapshot's ARN, whatever its state. @throws AwsCallError */
  exportTasksOf(snapshotArn: string): Promise<readonly ExportTask[]>;
  /** Every export task into a bucket, whatever its state. @throws AwsCallError */
  exportTasksInto(bucket: string): Promise<readonly ExportTask[]>;
}

/** S3 as the copier needs it. */
export interface Storage {
  /**
   * Pages of objects in the byte order of their keys.
   * @param startAfter only keys behind this one; it need not exist. @default from the first
   * @throws AwsCallError
   */
  list(
    bucket: string,
    prefix: string,
    signal: AbortSignal,
    startAfter?: string,
  ): AsyncIterable<readonly StoredObject[]>;
  /** The same of the landing zone. @throws AwsCallError */
  listZone(prefix: string, signal: AbortSignal, startAfter?: string): AsyncIterable<readonly StoredObject[]>;
  /** Server-side copy into the zone, with the bucket owner's full control. @throws AwsCallError */
  copy(sourceBucket: string, copy: Copy, signal: AbortSignal): Promise<void>;
}

/** A run of a Glue workflow for one landing. */
export interface LandingRun {
  readonly workflow: string;
  readonly taskId: string;
  /** YYYYMMDD. */
  readonly importDate: string;
}

/** Glue as the copier needs it. */
export interface Workflows {
  /** Id of a run that was started for that export task before. @throws AwsCallError */
  findRun(workflow: string, taskId: string): Promise<string | undefined>;
  /** @returns the run's id, or `full` when the workflow takes no further run now @throws AwsCallError */
  start(run: LandingRun): Promise<{ readonly runId: string } | "full">;
}
