/** A database instance as RDS describes it. */
export interface Instance {
  readonly identifier: string;
  readonly arn: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly databaseName: string;
  readonly masterUsername: string;
  /** Where its Postgres listens, if that is known. */
  readonly endpoint?: InstanceEndpoint;
  /** DbiResourceId: stays when an instance is renamed. */
  readonly resourceId: string;
  /** ARN of the key that its storage and its snapshots are encrypted with. */
  readonly kmsKeyId: string;
  /** GiB. */
  readonly allocatedStorage: number;
  readonly status: "available";
  /** World time. */
  readonly createTime: Date;
  readonly tags: Readonly<Record<string, string>>;
}

/** Where an instance is reached. */
export interface InstanceEndpoint {
  /** A host name or an IP address. */
  readonly address: string;
  readonly port: number;
}

/** A snapshot: its ARN may come back after a deletion, its key never. */
export interface Snapshot {
  readonly identifier: string;
  readonly arn: string;
  readonly instance: string;
  readonly type: "automated" | "manual";
  readonly status: "creating" | "available" | "failed";
  /** World time (SnapshotCreateTime); part of the snapshot's identity. */
  readonly createTime: Date;
  /** 0 to 100. */
  readonly percentProgress: number;
  /** Name of the copy in the snapshot storage. */
  readonly key: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The statuses of RDS's export tasks (API_ExportTask). */
export type ExportTaskStatus = "STARTING" | "IN_PROGRESS" | "COMPLETE" | "FAILED" | "CANCELING" | "CANCELED";

/** An export task as RDS describes it; times are world times. */
export interface ExportTask {
  readonly identifier: string;
  readonly sourceArn: string;
  /** Name of the snapshot's copy in the storage: one ARN may name another snapshot later. */
  readonly snapshotKey: string;
  readonly snapshotTime: Date;
  readonly bucket: string;
  /** Empty when StartExportTask gave none. */
  readonly prefix: string;
  readonly iamRoleArn: string;
  readonly kmsKeyId: string;
  readonly exportOnly: readonly string[];
  readonly status: ExportTaskStatus;
  /** 0 to 100. */
  readonly percentProgress: number;
  /** Whole gigabytes, rounded. */
  readonly totalExtractedDataInGB: number;
  readonly startTime?: Date;
  readonly endTime?: Date;
  readonly failureCause?: string;
  readonly warningMessage?: string;
}
