import * as z from "zod";
import { SQS_MAX_MESSAGE_BYTES } from "../../functions/shared/limits";
import type { Fault, Operation, Plan } from "./plan";

const seconds = z.number().nonnegative();
const count = z.int().positive();
const functionName = z.enum(["export", "copier"]);
const operation = z.custom<Operation>(
  (value) => typeof value === "string" && /^(rds|s3|sqs|glue):[A-Za-z0-9]+$/.test(value),
  { error: "expected an operation such as s3:CopyObject" },
);

const faultSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("event"),
    of: z.enum(["backup", "export"]),
    nth: count,
    effect: z.union([z.enum(["lost", "doubled"]), z.strictObject({ lateSeconds: seconds })]),
  }),
  z.strictObject({
    kind: z.literal("call"),
    operation,
    nth: count,
    times: count,
    effect: z.enum([
      "throttled",
      "server-error",
      "connection-lost",
      "answer-lost",
      "error-in-200",
      "hangs",
      "denied",
    ]),
  }),
  z.strictObject({
    kind: z.literal("kill"),
    function: functionName,
    nth: count,
    when: z.enum(["before", "after"]),
  }),
  z.strictObject({
    kind: z.literal("call-rate"),
    percent: z.number().positive().max(100),
    effect: z.enum(["throttled", "server-error", "connection-lost", "answer-lost"]),
    from: seconds,
    to: seconds,
  }),
  z.strictObject({
    kind: z.literal("kill-rate"),
    function: functionName,
    perMille: z.number().positive().max(1000),
    from: seconds,
    to: seconds,
  }),
  z.strictObject({
    kind: z.literal("stray-message"),
    queue: functionName,
    at: seconds,
    body: z.string().min(1),
    bytes: count.max(SQS_MAX_MESSAGE_BYTES).exactOptional(),
    ends: z.enum(["ignored", "letter", "handled"]),
  }),
  z.strictObject({
    kind: z.literal("landed-file-spoilt"),
    nth: count,
    times: count,
    effect: z.enum(["deleted", "truncated"]),
  }),
  z.strictObject({
    kind: z.literal("slow"),
    function: functionName,
    from: seconds,
    to: seconds,
    milliseconds: z.number().positive(),
  }),
  z.strictObject({
    kind: z.literal("delivered-twice"),
    queue: functionName,
    nth: count,
    afterSeconds: seconds,
  }),
  z.strictObject({ kind: z.literal("message-lost"), queue: functionName, nth: count }),
  z.strictObject({
    kind: z.literal("export-task"),
    nth: count,
    effect: z.union([
      z.enum(["fails", "cancelled"]),
      z.strictObject({ skipsTable: z.int().nonnegative() }),
      z.strictObject({ losesTable: z.int().nonnegative() }),
      z.strictObject({ lingersSeconds: seconds }),
    ]),
  }),
  z.strictObject({ kind: z.literal("slots-taken"), slots: count, from: seconds, to: seconds }),
  z.strictObject({ kind: z.literal("export-files-deleted"), nth: count, afterSeconds: seconds }),
  z.strictObject({
    kind: z.literal("foreign-file"),
    snapshot: z.int().nonnegative(),
    table: z.int().nonnegative(),
  }),
  z.strictObject({ kind: z.literal("workflow-full"), from: seconds, to: seconds }),
  z.strictObject({
    kind: z.literal("function-throttled"),
    function: functionName,
    from: seconds,
    to: seconds,
  }),
  z.strictObject({ kind: z.literal("redrive"), at: seconds }),
  z.strictObject({
    kind: z.literal("export-by-hand"),
    at: seconds,
    snapshot: z.int().nonnegative(),
    name: z.string().min(1),
  }),
]) satisfies z.ZodType<Fault>;

const tableSchema = z.strictObject({
  database: z.string().min(1),
  table: z.string().min(1),
  batches: z.array(z.array(z.strictObject({ name: z.string().min(1), bytes: z.int().nonnegative() }))),
});

const snapshotSchema = z.strictObject({
  instance: z.string().min(1),
  name: z.string().min(1),
  type: z.enum(["automated", "manual", "awsbackup", "copy"]),
  tags: z.record(z.string(), z.string()),
  taggedAfter: seconds,
  at: seconds,
  creating: seconds,
  deletedAfter: seconds.exactOptional(),
  export: z.strictObject({ starting: seconds, running: seconds }),
  tables: z.array(tableSchema),
});

const settingsSchema = z.strictObject({
  landedSnapshots: z.enum(["all", "first_of_day"]),
  onSkippedTables: z.enum(["warn", "fail"]),
  ignoredSnapshotTags: z.record(z.string(), z.string()),
  ignoredSnapshotNames: z.array(z.string()),
  reconciliationIntervalInHours: z.int().nonnegative(),
  reconciliationWindowInDays: count,
  workflow: z.boolean(),
  pageSize: count.exactOptional(),
  taskStartTime: z.enum(["call", "prepared"]).exactOptional(),
  zone: z.strictObject({ listable: z.boolean(), abortable: z.boolean(), multipart: z.boolean() }),
});

const planSchema: z.ZodType<Plan> = z.strictObject({
  seed: z.int(),
  settings: settingsSchema,
  snapshots: z.array(snapshotSchema).min(1),
  faults: z.array(faultSchema),
});

export type ReadPlan =
  | { readonly ok: true; readonly plan: Plan }
  /** One line that says what was expected and what came. */
  | { readonly ok: false; readonly problem: string };

/** Reads a plan as a failing run prints it. */
export function readPlan(text: string): ReadPlan {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return {
      ok: false,
      problem: `it is not JSON (${error instanceof Error ? error.message : String(error)})`,
    };
  }
  const plan = planSchema.safeParse(json);
  if (plan.success) return { ok: true, plan: plan.data };
  return { ok: false, problem: z.prettifyError(plan.error).replaceAll(/\s+/g, " ") };
}
