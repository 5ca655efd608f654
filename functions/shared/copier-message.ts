import * as z from "zod";

/** What the export function tells the copier: its only definition. Further fields are tolerated. */
export const copierMessageSchema = z.object({
  ExportTaskIdentifier: z.string().min(1),
  /** The bucket that RDS exports into. */
  ExportBucket: z.string().min(1),
  /** Identifier of the snapshot's instance, where the sender knows it. */
  DBInstanceIdentifier: z.string().optional(),
});

export type CopierMessage = z.infer<typeof copierMessageSchema>;
