import type { DecidedAccess } from "../permissions/types";
import type { StatementUse } from "../permissions/statement-use";
import type { KeptAccount } from "./kept-account";
import type { ManifestComparison } from "../verify/compare-manifest";
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
    /** RDS's own, a JSON text: what it skipped of the snapshot. */
    readonly warningMessage?: string;
  }[];
  /** Runs of the Glue workflow for its exports. */
  readonly workflowRuns: readonly {
    readonly runId: string;
    readonly properties: Readonly<Record<string, string>>;
  }[];
  /** The record of the landing that lies beside the export; null when there is none. */
  readonly manifest: ManifestComparison | null;
  /** Empty when nothing was looked at because the snapshot did not land. */
  readonly tables: readonly TableResult[];
  /** Keys in the landing zone that belong to no table of the snapshot. */
  readonly unexplained: readonly string[];
  /** What RDS leaves out of an export, with the reason. */
  readonly unexported: readonly { readonly name: string; readonly reason: string }[];
  /** Columns of types that AWS's documentation says nothing of: they arrive as PostgreSQL writes them as text. */
  readonly undocumented: readonly {
    readonly table: string;
    readonly column: string;
    readonly type: string;
  }[];
  /** What happened to the snapshot, and when, in the order of the beginnings. */
  readonly timeline: readonly TimelineSpan[];
}

/** Who does something in a timeline, in the order in which the data takes. */
export const LANES = ["snapshot", "export function", "export", "copier function", "workflow"] as const;
export type Lane = (typeof LANES)[number];

/** A stretch of a snapshot's way into the landing zone; times are world times, ISO 8601. */
export interface TimelineSpan {
  readonly lane: Lane;
  readonly kind: "work" | "wait" | "failed";
  /** A few words: `STARTING`, `copies`, `wait: the export is IN_PROGRESS, 2 %`. */
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

/** The pipeline's parts by their real names, in the order in which the data takes; dead-letter queues last. */
export interface PipelinePart {
  readonly role:
    | "instance"
    | "topic"
    | "export queue"
    | "export function"
    | "export bucket"
    | "copier queue"
    | "copier function"
    | "landing zone"
    | "workflow"
    | "export dead-letter queue"
    | "copier dead-letter queue";
  /** Several for instances. */
  readonly names: readonly string[];
}

/** A call to an AWS service, or something that a service did by itself. */
export interface CallResult {
  /** World time, ISO 8601. */
  readonly time: string;
  /** ARN of a role or user, or a service principal. */
  readonly principal: string;
  /** Such as `s3:CopyObject`. */
  readonly operation: string;
  /** ARN; empty where there is none. */
  readonly resource: string;
  /** HTTP status. */
  readonly status: number;
  /** AWS error code. */
  readonly error?: string;
  /** What a fault plan did to it, in words. */
  readonly fault?: string;
  /** What the policies said to each of its needs; the first denial is what the caller was told of. */
  readonly access: readonly DecidedAccess[];
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
  /** Every call, in the order of the answers. */
  readonly calls: readonly CallResult[];
  /** Each action on each resource that a policy allows, and how often the run used it. */
  readonly permissions: readonly StatementUse[];
  readonly pipeline: readonly PipelinePart[];
  readonly decisions: readonly DecisionResult[];
  /** What was made to fail on purpose, in words. */
  readonly faults: readonly string[];
  /** Why the run waited no longer though messages were left; null when it came to rest. */
  readonly standstill: string | null;
  /** Faults of the plan that met nothing: what they were to show was not shown. */
  readonly unfiredFaults: readonly string[];
  /** How to reach the account while it is kept up; null when it ends with the run. */
  readonly account: KeptAccount | null;
  /** The run's folder if it was kept: zone, logs and Terraform JSON lie there. */
  readonly directory: string | null;
  /** The Terraform JSON that was deployed, with this run's literal settings. */
  readonly terraformJson: string;
}
