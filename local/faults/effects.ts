import * as z from "zod";

const worldSeconds = z
  .number()
  .positive()
  .max(30 * 24 * 3600);
const code = z.string().regex(/^[A-Z][\w.]*$/, "expected AWS's error code, such as SlowDown");
const text = z.string().min(1);

const tables = z.array(text).min(1).default(["*"]);

/** What may happen to a call. */
export const callEffect = z.discriminatedUnion("kind", [
  /** An error answer; status and message have defaults by the code. */
  z.strictObject({
    kind: z.literal("error"),
    code,
    status: z.int().min(400).max(599).optional(),
    message: text.optional(),
  }),
  /** The error with which the service throttles. */
  z.strictObject({ kind: z.literal("throttle") }),
  /** The call is carried out after so many world seconds. */
  z.strictObject({ kind: z.literal("slow"), worldSeconds }),
  /** S3's 200 with an error document, for operations that answer so; the default code is InternalError. */
  z.strictObject({ kind: z.literal("error-in-200"), code: code.optional(), message: text.optional() }),
  /** A message arrives nowhere; a copy is deleted again at once. */
  z.strictObject({ kind: z.literal("lost") }),
  z.strictObject({ kind: z.literal("doubled") }),
  /** The function's process dies. */
  z.strictObject({ kind: z.literal("kill"), when: z.enum(["before", "after"]) }),
]);
export type CallEffect = z.infer<typeof callEffect>;

/** What may happen to an export task. */
export const exportEffect = z.discriminatedUnion("kind", [
  /** The default cause is RDS's text for a failure that it does not know. */
  z.strictObject({ kind: z.literal("fail"), cause: text.optional() }),
  z.strictObject({ kind: z.literal("cancel"), atPercent: z.int().min(1).max(99).default(50) }),
  /** Globs on `schema.table`. */
  z.strictObject({ kind: z.literal("skip"), tables: z.array(text).min(1) }),
  /** Globs on `schema.table`; everything of an export is deleted before the task ends, or that of some tables. */
  z.strictObject({ kind: z.literal("lose-files"), tables }),
  /** A file that nobody exported lies in the day's partition of one table in the landing zone before the task ends. */
  z.strictObject({ kind: z.literal("stray-file"), tables }),
  /** At 99 %: for ever, or for so long. */
  z.strictObject({ kind: z.literal("hang"), worldSeconds: worldSeconds.optional() }),
  /** Exports of somebody else take so many of the account's slots until so long after the snapshot is available. */
  z.strictObject({
    kind: z.literal("occupy-slots"),
    slots: z.int().min(1).max(5).default(5),
    worldSeconds: worldSeconds.default(600),
  }),
]);
export type ExportEffect = z.infer<typeof exportEffect>;

export const effect = z.discriminatedUnion("kind", [callEffect, exportEffect]);
export type Effect = z.infer<typeof effect>;

/** RDS's text for a failure that it does not know (USER_ExportSnapshot.failure-msg). */
export const UNKNOWN_FAILURE = "An unknown internal error occurred.";

/** The operations that a message may be lost or doubled in. */
export const MESSAGE_OPERATIONS: readonly string[] = [
  "sqs:SendMessage",
  "sqs:SendMessageBatch",
  "sns:Publish",
];

/** The operations whose effect may be lost behind a good answer. */
export const LOSABLE_OPERATIONS: readonly string[] = [...MESSAGE_OPERATIONS, "s3:CopyObject"];

/** The operations of which S3 says that their 200 may hold an error (API_CopyObject and the others' pages). */
export const LATE_ERROR_OPERATIONS: readonly string[] = [
  "s3:CopyObject",
  "s3:CompleteMultipartUpload",
  "s3:UploadPartCopy",
];
