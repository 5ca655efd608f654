import { createHash } from "node:crypto";
import { EXPORT_TASK_ID_MAX_LENGTH } from "../../../functions/shared/limits";
import { AwsError } from "../aws-error";

const pattern = /^[A-Za-z](?:[A-Za-z0-9]|-(?!-|$))*$/;

/**
 * Checks an identifier by RDS's rules, with RDS's words.
 *
 * @param maxLength 60 for export tasks, 63 for instances, 255 for snapshots
 * @throws AwsError InvalidParameterValue
 */
export function checkIdentifier(parameter: string, value: string, maxLength: number): void {
  if (!pattern.test(value))
    throw new AwsError(
      "InvalidParameterValue",
      `The parameter ${parameter} is not a valid identifier. Identifiers must begin with a letter; must contain only ` +
        "ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.",
    );
  if (value.length > maxLength)
    throw new AwsError(
      "InvalidParameterValue",
      `The parameter ${parameter} is not a valid identifier because it is longer than ${maxLength} characters.`,
    );
}

/** @throws AwsError InvalidParameterValue */
export function checkExportTaskIdentifier(value: string): void {
  checkIdentifier("ExportTaskIdentifier", value, EXPORT_TASK_ID_MAX_LENGTH);
}

/**
 * What becomes of S3Prefix (USER_ExportSnapshot): no colon; backslash, backtick, quotation mark and space turn into
 * an underscore.
 *
 * @throws AwsError InvalidParameterValue
 */
export function exportPrefix(value: string): string {
  if (value.includes(":"))
    throw new AwsError(
      "InvalidParameterValue",
      "The S3 prefix can't include the following character: a colon (:).",
    );
  return value.replace(/[\\`" ]/g, "_").replace(/\/+$/, "");
}

/** DbiResourceId: `db-` and 26 capital letters and digits, the same for the same ARN. */
export function resourceIdOf(arn: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const digest = createHash("sha256").update(arn).digest();
  return `db-${Array.from(digest.subarray(0, 26), (byte) => alphabet.charAt(byte % 32)).join("")}`;
}

/** Name of an automated snapshot: `rds:<instance>-YYYY-MM-DD-HH-MM`, in UTC. */
export function automatedSnapshotIdentifier(instance: string, time: Date): string {
  return `rds:${instance}-${time.toISOString().slice(0, 16).replace(/[T:]/g, "-")}`;
}
