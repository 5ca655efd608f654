import type { LocalRunOptions } from "./run-options";

/** One table of a snapshot, and what landed of it. */
export interface TableResult {
  /** `<database>/<schema.table>`, as in the landing zone's paths. */
  readonly table: string;
  readonly rowsInSnapshot: number;
  readonly rowsLanded: number;
  /** Over every value of every row, whatever their order. */
  readonly checksumInSnapshot: string;
  readonly checksumLanded: string;
  /** Rows and checksum are the same on both sides, and every file could be read. */
  readonly matches: boolean;
  /** What does not match, in words. */
  readonly problems: readonly string[];
  readonly files: number;
  readonly bytes: number;
  /** Bucket and key prefix in the landing zone. */
  readonly path: string;
}

/** One snapshot of the run. */
export interface SnapshotResult {
  readonly instance: string;
  readonly identifier: string;
  readonly arn: string;
  /** The tasks that exported it. */
  readonly exports: readonly {
    readonly identifier: string;
    readonly status: string;
    readonly failureCause?: string;
  }[];
  /** Runs of the Glue workflow for its exports. */
  readonly workflowRuns: readonly {
    readonly runId: string;
    readonly properties: Readonly<Record<string, string>>;
  }[];
  /** Empty when nothing was looked at because the snapshot did not land. */
  readonly tables: readonly TableResult[];
  /** Keys in the landing zone that belong to no table of the snapshot. */
  readonly unexplained: readonly string[];
  /** What RDS leaves out of an export, with the reason. */
  readonly unexported: readonly { readonly name: string; readonly reason: string }[];
}

/** A message of a dead-letter queue. */
export interface DeadLetterResult {
  readonly queue: string;
  /** The text as it lies there. */
  readonly body: string;
  /** What the product's own dead letters say; absent for messages that SQS moved there. */
  readonly letter?: {
    readonly code: string;
    readonly reason: string;
    readonly remedy: string;
    readonly snapshot: string | null;
    readonly exportTask: string | null;
    /** The message that could not be handled. */
    readonly original: string;
  };
}

/** Calls of the functions that AWS did not carry out: one entry for each kind. */
export interface FailedCallResult {
  /** Such as `s3:CopyObject`. */
  readonly operation: string;
  /** AWS error code. */
  readonly error: string;
  /** HTTP status. */
  readonly status: number;
  /** How often: the SDK and the functions repeat what may heal. */
  readonly times: number;
  /** ARN of what the first of them was about. */
  readonly resource: string;
}

/** A decision that a function logged. */
export interface DecisionResult {
  readonly functionName: string;
  /** The log line, as its fields. */
  readonly line: Readonly<Record<string, unknown>>;
}

/** What a run found; printed by `--json`. A change that breaks readers raises `version`. */
export interface RunResult {
  readonly kind: "db-snapshot-to-s3/local-run";
  readonly version: 1;
  /** Nothing in `problems`. */
  readonly ok: boolean;
  /** What is not as it should be, one line each. */
  readonly problems: readonly string[];
  /** Real seconds of the whole run. */
  readonly seconds: number;
  readonly options: LocalRunOptions;
  readonly snapshots: readonly SnapshotResult[];
  readonly deadLetters: readonly DeadLetterResult[];
  /** Messages left in queues that functions read. */
  readonly messagesLeft: number;
  readonly failedCalls: readonly FailedCallResult[];
  readonly decisions: readonly DecisionResult[];
  /** The run's folder if it was kept: zone, logs and Terraform JSON lie there. */
  readonly directory: string | null;
  /** The Terraform JSON that was deployed, with this run's literal settings. */
  readonly terraformJson: string;
}
