import * as z from "zod";
import { effect } from "./effects";

/** The export task itself, as opposed to the calls about it. */
export const EXPORT_OPERATION = "rds:export";

/** The functions by the names that a plan calls them. */
export const FUNCTION_NAMES = ["export", "copier"] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

export const plannedFault = z.strictObject({
  /** `s3:CopyObject`, or `rds:export` for the export task itself. */
  operation: z
    .string()
    .regex(/^[a-z0-9]+:[A-Za-z0-9]+$/, "expected service:Operation, such as s3:CopyObject"),
  /**
   * Glob on the resource's ARN (`*`, `?`), the whole of it. For `rds:export` on the snapshot's ARN or identifier, or
   * on the instance's.
   */
  resource: z.string().min(1).default("*"),
  /** `export` or `copier`, or a glob on the principal. */
  caller: z.string().min(1).default("*"),
  /** So many matching calls pass before the first to which it happens. */
  after: z.int().min(0).max(1_000_000).default(0),
  times: z.union([z.int().min(1).max(1_000_000), z.literal("always")]).default("always"),
  effect,
});

/** One fault: which calls or exports it happens to, and what happens. */
export type PlannedFault = z.infer<typeof plannedFault>;
/** The same as it is written: what has a default may be absent. */
export type WrittenFault = z.input<typeof plannedFault>;

/** A plan's file before its faults are looked at one by one, so that every problem of each is found. */
export const planEnvelope = z.strictObject({ version: z.literal(1), faults: z.array(z.unknown()).min(1) });

/**
 * A fault plan, as in a JSON file. Where several faults of a plan match a call, the first that has something left to
 * do happens, and those behind it do not count that call.
 */
export interface FaultPlan {
  readonly version: 1;
  readonly faults: readonly PlannedFault[];
}
