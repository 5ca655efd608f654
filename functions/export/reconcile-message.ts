import * as z from "zod";

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
  }),
});

/** The body as JSON; what Terraform and EventBridge Scheduler put together. */
export type ReconcileMessage = z.input<typeof reconcileMessageSchema>;
