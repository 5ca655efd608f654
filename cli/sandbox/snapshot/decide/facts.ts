import type { DeadLetter } from "../../../../functions/shared/dead-letter";
import type { ExportTask } from "../../../../functions/shared/export-task";

/** A snapshot as RDS describes it. */
export interface TakenSnapshot {
  readonly identifier: string;
  readonly arn: string;
  readonly instance: string;
  /** `creating`, `available`, `failed` … */
  readonly status: string;
  readonly percent: number | undefined;
  /** Undefined until RDS says when. */
  readonly createTime: Date | undefined;
}

/** An export task with what it has extracted so far. */
export interface FollowedTask extends ExportTask {
  /** Whole GB, as RDS counts them. */
  readonly extractedGB: number | undefined;
}

/** How far the copy of an export is that is complete. */
export type CopyProgress =
  /** The landing zone may be listed. */
  | { readonly kind: "listed"; readonly exported: number; readonly landed: number }
  /** It may not: what the copier's log and queue say. */
  | {
      readonly kind: "told";
      readonly exported: number;
      readonly logged: boolean;
      /** Messages in the copier's queue: waiting, delayed or being handled. */
      readonly messages: number;
    };

/** A message of a dead-letter queue that is about the snapshot. */
export interface FoundLetter {
  readonly queue: string;
  readonly messageId: string;
  readonly body: string;
  /** Undefined for messages that SQS moved there. */
  readonly letter: DeadLetter | undefined;
}

/** Everything that decides what happens next. */
export interface Facts {
  /** Undefined when RDS knows none of that identifier. */
  readonly snapshot: TakenSnapshot | undefined;
  /** Undefined until an export of it into the pipeline's bucket is begun. */
  readonly task: FollowedTask | undefined;
  /** Undefined until the export is complete. */
  readonly copy: CopyProgress | undefined;
  readonly letters: readonly FoundLetter[];
  /** The database still has to be read a second time. */
  readonly toReadAgain: boolean;
  /** When this command had the snapshot taken; undefined when it was there already. */
  readonly takenAt: Date | undefined;
  readonly now: Date;
  /** When the export was first seen FAILED or CANCELED. */
  readonly endedAt: Date | undefined;
}
