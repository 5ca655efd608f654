import type { Manifest } from "../../functions/shared/manifest";
import type { METRIC } from "../../functions/shared/metrics";
import type { DeadLetter } from "../../functions/shared/dead-letter";
import type { Fault } from "../plan/plan";

/** What a run leaves behind: all that the invariants are decided by. Times are seconds from the run's start. */
export interface History {
  readonly snapshots: readonly SnapshotHistory[];
  /** Every export task that the functions started, and a person beside them, in order. */
  readonly exports: readonly ExportHistory[];
  /** The landing zone at the end: bytes stand for contents, which are named by the export's key that they come from. */
  readonly zone: ReadonlyMap<string, ZoneObject>;
  readonly manifests: readonly (Manifest & { readonly writtenAt: number })[];
  readonly workflowRuns: readonly WorkflowRunHistory[];
  readonly letters: readonly LetterHistory[];
  /** Decisions that a snapshot is ignored, from the functions' log. */
  readonly ignored: readonly { readonly snapshotArn: string; readonly reason: string }[];
  readonly messages: MessageHistory;
  /** The most export tasks of ours that ran at once. */
  readonly mostExportsAtOnce: number;
  /** Exports that were asked for although all slots had been taken for longer than an invocation lives. */
  readonly startsBeyondQuota: number;
  /** Messages by which the verification sent a landing back to be copied again. */
  readonly copiesBegunAnew: number;
  /** Uploads in parts that were neither completed nor aborted: their parts stay, and cost. */
  readonly uploadsLeft: number;
  /** Whether nothing was left to happen but the schedule's ticks, and nothing changed in the last of them. */
  readonly quiet: boolean;
  /** Seconds until then. */
  readonly endedAt: number;
  /** Faults of the plan that something met, each with how often. */
  readonly injected: readonly { readonly fault: Fault; readonly times: number }[];
  /** Calls by operation, such as `s3:CopyObject`. */
  readonly calls: ReadonlyMap<string, number>;
  readonly invocations: { readonly count: number; readonly killed: number; readonly timedOut: number };
  /** What the functions counted for CloudWatch, over the whole run. */
  readonly metrics: ReadonlyMap<MetricName, number>;
  /** One line per thing that happened; only gathered when asked for. */
  readonly timeline: readonly string[];
}

export type MetricName = keyof typeof METRIC;

export interface SnapshotHistory {
  /** Index in the plan. */
  readonly planned: number;
  readonly arn: string;
  readonly instance: string;
  readonly createTime: Date;
  readonly importDate: string;
  readonly availableAt: number;
  readonly deletedAt: number | undefined;
  /** How many of the two events of its backup were lost. */
  readonly lostEvents: number;
}

export interface ExportHistory {
  readonly taskId: string;
  readonly planned: number;
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly status: string;
  /** Whether a person began it, not the functions. */
  readonly byHand: boolean;
  /** Every Parquet file that RDS wrote: key, bytes. */
  readonly files: ReadonlyMap<string, number>;
}

export interface ZoneObject {
  readonly bytes: number;
  /** `<bucket>/<key>` that the object was copied from; undefined for one that nobody of ours wrote. */
  readonly source: string | undefined;
  readonly writtenAt: number;
}

export interface WorkflowRunHistory {
  readonly runId: string;
  readonly taskId: string;
  readonly importDate: string;
  readonly startedAt: number;
  /** Whether all files of the export lay in the zone then. */
  readonly complete: boolean;
}

export interface LetterHistory {
  readonly queue: "export" | "copier";
  readonly at: number;
  /** Undefined: SQS moved the message itself, after too many receives. */
  readonly letter: DeadLetter | undefined;
  readonly body: string;
}

export interface MessageHistory {
  readonly sent: number;
  /** Deleted after they were handled, moved to a dead-letter queue, still there, expired, lost by a fault. */
  readonly deleted: number;
  readonly deadLettered: number;
  readonly left: number;
  readonly expired: number;
  readonly lost: number;
}
