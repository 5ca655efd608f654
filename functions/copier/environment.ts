import * as z from "zod";
import { environmentParser, queueArn } from "../shared/environment";

/**
 * The environment variables of the copier function: the only declaration, parsed once at start and used as the
 * type of the construct's `environment`, so that a missing, surplus or misspelt variable does not compile.
 */
export const copierEnvironmentSchema = z.strictObject({
  /** Bucket that RDS exports into: events speak of exports into any. */
  EXPORT_BUCKET_NAME: z.string().min(3).max(63),
  /** Landing-zone bucket. */
  BUCKET_DESTINATION: z.string().min(3).max(63),
  /** First path segment in the landing zone. */
  SERVICE_AREA: z.string().min(1),
  /** When RDS left tables out of an export: `warn` starts the workflow, `fail` does not. */
  ON_SKIPPED_TABLES: z.enum(["warn", "fail"]),
  /** Glue workflow that starts after a landing; empty: none. */
  WORKFLOW_NAME: z.string(),
  /** Glue workflow that starts after a backdated landing; empty: none. */
  BACKDATED_WORKFLOW_NAME: z.string(),
  /** The copier queue's dead-letter queue: where the function puts what it cannot handle, with reason and remedy. */
  DEAD_LETTER_QUEUE_ARN: queueArn,
});

export type CopierEnvironment = z.infer<typeof copierEnvironmentSchema>;

/** @throws EnvironmentError that lists every variable that is missing or wrong. */
export const parseCopierEnvironment = environmentParser("copier", copierEnvironmentSchema);
