import * as z from "zod";
import { ARN_MAX_CHARACTERS, IDENTIFIER_MAX_CHARACTERS } from "../shared/limits";

/** Body of a snapshot request. An operator may send one with just the ARN. */
export const snapshotRequestSchema = z.object({
  SnapshotArn: z
    .string()
    .max(ARN_MAX_CHARACTERS)
    .regex(/^arn:[^:]+:rds:[^:]+:\d{12}:snapshot:.+$/)
    .transform(inLowerCase),
  SnapshotCreateTime: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional(),
  DBInstanceIdentifier: z.string().max(IDENTIFIER_MAX_CHARACTERS).toLowerCase().optional(),
  /** It comes from a backup's start: the backup's finish is expected to see to the snapshot. */
  UnlessFinishEventDoes: z.literal(true).optional(),
  /** A person asked for it: no rule keeps it from landing. */
  Requested: z.literal(true).optional(),
  /** It has waited for a slot: a failure that it waits for in between does not let it jump the queue. */
  Queued: z.literal(true).optional(),
  /** Export tasks that took slots when the snapshot saw a free one. */
  SlotsTakenBy: z.array(z.string()).optional(),
});

/** RDS keeps names in lower case, however a person types them; the rest of an ARN is left as it is. */
function inLowerCase(arn: string): string {
  const at = arn.indexOf(":snapshot:");
  return arn.slice(0, at) + arn.slice(at).toLowerCase();
}

/** What identifies a snapshot that waits by itself. */
export interface WaitingSnapshot {
  readonly arn: string;
  readonly instance: string;
  /** Its creation time once that is final; undefined while it is being made. */
  readonly createTime: Date | undefined;
  /** Whether it comes from a backup's start. */
  readonly isSafetyNet: boolean;
  /** Whether a person asked for it. */
  readonly isRequested: boolean;
  /** Whether it has waited for a slot. @default false */
  readonly isQueued?: boolean;
  /** Export tasks that took slots when it saw a free one. */
  readonly slotsTakenBy?: readonly string[];
}

/** The body that {@link snapshotRequestSchema} reads. */
export function snapshotRequestBody(snapshot: WaitingSnapshot): string {
  const { arn, instance, createTime, isSafetyNet, isRequested, isQueued, slotsTakenBy } = snapshot;
  return JSON.stringify({
    SnapshotArn: arn,
    ...(createTime && { SnapshotCreateTime: createTime.toISOString() }),
    DBInstanceIdentifier: instance,
    ...(isSafetyNet && { UnlessFinishEventDoes: true }),
    ...(isRequested && { Requested: true }),
    ...(isQueued && { Queued: true }),
    ...(slotsTakenBy && { SlotsTakenBy: slotsTakenBy }),
  });
}
