import * as z from "zod";
import { IDENTIFIER_MAX_CHARACTERS } from "./limits";

/** What the export function tells the copier: its only definition. Further fields are tolerated. */
export const copierMessageSchema = z.object({
  ExportTaskIdentifier: z.string().min(1).max(IDENTIFIER_MAX_CHARACTERS),
  /** The bucket that RDS exports into. */
  ExportBucket: z.string().min(1).max(IDENTIFIER_MAX_CHARACTERS),
  /** Identifier of the snapshot's instance, where the sender knows it; in lower case, as RDS keeps it. */
  DBInstanceIdentifier: z.string().max(IDENTIFIER_MAX_CHARACTERS).toLowerCase().optional(),
});

export type CopierMessage = z.infer<typeof copierMessageSchema>;
