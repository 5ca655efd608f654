import * as z from "zod";

/** Body of a snapshot request. An operator may send one with just the ARN. */
export const snapshotRequestSchema = z.object({
  SnapshotArn: z.string().regex(/^arn:[^:]+:rds:[^:]+:\d{12}:snapshot:.+$/),
  SnapshotCreateTime: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional(),
  DBInstanceIdentifier: z.string().optional(),
  /** It comes from a backup's start: the backup's finish is expected to see to the snapshot. */
  UnlessFinishEventDoes: z.literal(true).optional(),
});

/** What identifies a snapshot that waits by itself. */
export interface WaitingSnapshot {
  readonly arn: string;
  readonly instance: string;
  /** Its creation time once that is final; undefined while it is being made. */
  readonly createTime: Date | undefined;
  /** Whether it comes from a backup's start. */
  readonly isSafetyNet: boolean;
}

/** The body that {@link snapshotRequestSchema} reads. */
export function snapshotRequestBody({ arn, instance, createTime, isSafetyNet }: WaitingSnapshot): string {
  return JSON.stringify({
    SnapshotArn: arn,
    ...(createTime && { SnapshotCreateTime: createTime.toISOString() }),
    DBInstanceIdentifier: instance,
    ...(isSafetyNet && { UnlessFinishEventDoes: true }),
  });
}
