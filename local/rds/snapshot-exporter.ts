import type { Readable } from "node:stream";

/** One export task as the exporter sees it. */
export interface SnapshotExportRequest {
  /** The key under which {@link SnapshotStorage.create} made the copy. */
  readonly snapshotKey: string;
  readonly exportTaskIdentifier: string;
  /** ARN of the snapshot. */
  readonly sourceArn: string;
  /** World time at which the snapshot was created. */
  readonly snapshotTime: Date;
  /** World time at which the task began to extract data. */
  readonly taskStartTime: Date;
  readonly bucket: string;
  /** The task's S3Prefix without a trailing slash, or an empty string; keys begin with `[<prefix>/]<task>/`. */
  readonly prefix: string;
  readonly iamRoleArn: string;
  /** ARN of the key that encrypts the files. */
  readonly kmsKeyId: string;
  /** What StartExportTask's ExportOnly held; empty means everything. */
  readonly exportOnly: readonly string[];
  /** Whether a table (`database.schema.table`) is to be skipped on purpose; absent: none is. */
  readonly isSkipped?: (target: string) => boolean;
  /** Aborted when the task is cancelled, made to fail, or the endpoint closes: stop and reject. */
  readonly signal: AbortSignal;
  /**
   * Writes one object to the task's bucket through the S3 endpoint, as the task's role, SSE-KMS with the task's key.
   *
   * @param contentLength bytes of the body; at most 5 GiB (API_PutObject)
   */
  put(key: string, body: Uint8Array | Readable, contentLength: number): Promise<void>;
  /** @param percent 0 to 100; shown as PercentProgress, never going back */
  onProgress(percent: number): void;
}

/** What the exporter says of a finished export. */
export interface SnapshotExportResult {
  /** Bytes extracted; TotalExtractedDataInGB is rounded from it. */
  readonly extractedBytes: number;
  /** RDS's WarningMessage, a JSON text, when tables were skipped. */
  readonly warningMessage?: string;
}

/** Writes a snapshot's rows in the layout of RDS's exports. */
export interface SnapshotExporter {
  /** @throws Error whose message becomes the task's FailureCause */
  export(request: SnapshotExportRequest): Promise<SnapshotExportResult>;
}
