/** CloudWatch namespace of every metric of the product. */
export const METRICS_NAMESPACE = "DbSnapshotToS3";

/** The metrics that the functions emit, and that alarms may watch: one definition for both sides. */
export const METRIC = {
  exportStarted: "ExportStarted",
  snapshotLanded: "SnapshotLanded",
  filesCopied: "FilesCopied",
  bytesCopied: "BytesCopied",
  /** Tables that RDS left out, and its general warnings, which may mean a whole database. */
  tablesSkipped: "TablesSkipped",
  messageDeadLettered: "MessageDeadLettered",
  messageWaiting: "MessageWaiting",
  messageIgnored: "MessageIgnored",
  /** Snapshots that a rule keeps from landing. */
  snapshotIgnored: "SnapshotIgnored",
  /** Exports whose copy goes on in the next invocation. */
  landingContinued: "LandingContinued",
  /** Snapshots for which reconciliation had something to do. */
  snapshotRepaired: "SnapshotRepaired",
  /** Seconds since the oldest snapshot was taken that has not landed: of all instances, and per instance. */
  oldestSnapshotNotLanded: "OldestSnapshotNotLanded",
} as const;

/** The functions' Powertools service names: dimension `service` of every metric, beside `function_name`. */
export const SERVICE = { export: "rds-snapshot-to-s3", copier: "s3-to-s3-copier" } as const;

export type ServiceName = (typeof SERVICE)[keyof typeof SERVICE];
