import * as z from "zod";
import { ARN_MAX_CHARACTERS } from "../shared/limits";

/**
 * What the schedule sends to the export queue. The list of instances travels in it, since a function's environment has
 * 4 KB and a message 256 KB.
 */
export const reconcileMessageSchema = z.object({
  Reconcile: z.object({
    Instances: z.array(z.string().min(1)),
    /** Snapshots from before are nobody's concern: when the pipeline was applied for the first time. */
    Since: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
    WindowInDays: z.int().positive(),
    IntervalInHours: z.int().positive(),
    /** When the schedule sent it. */
    ScheduledTime: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
    /** What the last look around had no slot for, oldest first: the function's own. */
    Due: z
      .array(
        z.object({
          SnapshotArn: z.string().max(ARN_MAX_CHARACTERS),
          SnapshotCreateTime: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
          Tried: z.literal(true).optional(),
        }),
      )
      .optional(),
  }),
});

/** A snapshot that is to be exported when a slot is free. */
export interface DueSnapshot {
  readonly arn: string;
  readonly createTime: Date;
  /** Its export may have been begun by an earlier look, and the copier not been told of it. */
  readonly isTried?: true;
}

/** The schedule asks to see what has not landed, and to mend it. */
export interface Reconciliation {
  readonly kind: "reconcile";
  readonly instances: readonly string[];
  readonly since: Date;
  readonly windowInDays: number;
  readonly intervalInHours: number;
  readonly scheduledTime: Date;
  /** What the last look around had no slot for, oldest first. */
  readonly due: readonly DueSnapshot[];
}

/** What a body that {@link reconcileMessageSchema} has read asks for. */
export function reconciliationOf({
  Reconcile: data,
}: z.infer<typeof reconcileMessageSchema>): Reconciliation {
  return {
    kind: "reconcile",
    instances: data.Instances,
    since: data.Since,
    windowInDays: data.WindowInDays,
    intervalInHours: data.IntervalInHours,
    scheduledTime: data.ScheduledTime,
    due: (data.Due ?? []).map(({ SnapshotArn, SnapshotCreateTime, Tried }) => ({
      arn: SnapshotArn,
      createTime: SnapshotCreateTime,
      ...(Tried === true && { isTried: Tried }),
    })),
  };
}

/** The body that {@link reconcileMessageSchema} reads. */
export function reconcileBody(message: Reconciliation): string {
  const body: ReconcileMessage = {
    Reconcile: {
      Instances: [...message.instances],
      Since: message.since.toISOString(),
      WindowInDays: message.windowInDays,
      IntervalInHours: message.intervalInHours,
      ScheduledTime: message.scheduledTime.toISOString(),
      Due: message.due.map(writtenDue),
    },
  };
  return JSON.stringify(body);
}

/** The body as JSON; what Terraform and EventBridge Scheduler put together. */
export type ReconcileMessage = z.input<typeof reconcileMessageSchema>;

/** Bytes by which a snapshot that the message carries makes it longer. */
export function dueBytes(due: DueSnapshot): number {
  return Buffer.byteLength(`${JSON.stringify(writtenDue(due))},`);
}

function writtenDue({ arn, createTime, isTried }: DueSnapshot): WrittenDue {
  return {
    SnapshotArn: arn,
    SnapshotCreateTime: createTime.toISOString(),
    ...(isTried === true && { Tried: isTried }),
  };
}

type WrittenDue = NonNullable<ReconcileMessage["Reconcile"]["Due"]>[number];
