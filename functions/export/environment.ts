import * as z from "zod";
import { environmentParser, jsonText, queueArn, roleArn } from "../shared/environment";

/**
 * The environment variables of the export function: the only declaration, parsed once at start and used as the
 * type of the construct's `environment`, so that a missing, surplus or misspelt variable does not compile.
 */
export const exportEnvironmentSchema = z.strictObject({
  /** ARN of the role that RDS assumes to write the Parquet files. */
  IAM_ROLE_ARN: roleArn,
  /** Id or ARN of the KMS key that encrypts the exported files. */
  KMS_KEY_ID: z.string().min(1),
  /** Bucket that RDS exports into. */
  S3_BUCKET_NAME: z.string().min(3).max(63),
  /** Which snapshots of an instance land: all, or the first of each UTC day. */
  LANDED_SNAPSHOTS: z.enum(["all", "first_of_day"]),
  /** JSON object: snapshots that have one of these tags, with that value, are not exported. */
  IGNORED_SNAPSHOT_TAGS: jsonText(z.record(z.string(), z.string())),
  /** JSON list of patterns in which `*` is anything: snapshots whose name matches one are not exported. */
  IGNORED_SNAPSHOT_NAMES: jsonText(z.array(z.string())),
  /** Days that reconciliation looks back, as digits; 0: nobody looks. */
  RECONCILIATION_WINDOW_IN_DAYS: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number),
  /** Queue that tells the copier which export task to wait for. */
  COPIER_QUEUE_ARN: queueArn,
  /** The export queue's dead-letter queue: where the function puts what it cannot handle, with reason and remedy. */
  DEAD_LETTER_QUEUE_ARN: queueArn,
});

export type ExportEnvironment = z.infer<typeof exportEnvironmentSchema>;

/** @throws EnvironmentError that lists every variable that is missing or wrong. */
export const parseExportEnvironment = environmentParser("export", exportEnvironmentSchema);
