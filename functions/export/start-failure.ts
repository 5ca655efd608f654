import type { AwsCallError } from "../shared/aws-failure";
import { screamingSnake } from "../shared/failure-outcome";
import type { Outcome, Subject } from "../shared/outcome";
import type { WaitCause } from "../shared/wait-policies";

/** What a letter says of a snapshot that is gone before its export has begun. */
export const SNAPSHOT_NOT_FOUND = {
  code: "SNAPSHOT_NOT_FOUND",
  remedy:
    "If the snapshot was deleted before it was exported, its data cannot be landed any more: delete this letter. If a person " +
    "has asked for it, see that the ARN is right, and of this account and region; correct it and send it again.",
} as const;

/** What AWS's codes of StartExportTask mean: some pass by themselves, some soon or never, the rest never. */
const WAITS: Readonly<Record<string, WaitCause>> = {
  // Not in any model of the API: known by its name only.
  ExportTaskLimitReached: "export-quota",
  // The snapshot is not available (yet), or another export of it runs or has just ended.
  InvalidExportSourceState: "snapshot-busy",
  // A snapshot that was listed a moment ago, a role that was made a moment ago.
  DBSnapshotNotFound: "settling",
  IamRoleNotFound: "settling",
  IamRoleMissingPermissions: "settling",
};

const REMEDIES: Readonly<Record<string, string>> = {
  DBSnapshotNotFound:
    "The snapshot was deleted before it could be exported: its data cannot be landed any more. Delete this letter.",
  IamRoleNotFound:
    "See that the export service role (IAM_ROLE_ARN) exists and trusts export.rds.amazonaws.com; then redrive this letter.",
  IamRoleMissingPermissions:
    "Allow the export service role (IAM_ROLE_ARN) s3:PutObject*, GetObject*, ListBucket, DeleteObject* and " +
    "GetBucketLocation on the export bucket, and use of its key; then redrive this letter.",
  InvalidS3Bucket:
    "See that the export bucket (S3_BUCKET_NAME) exists, in the region of the snapshot; then redrive this letter.",
  KMSKeyNotAccessible:
    "See that the export key (KMS_KEY_ID) is enabled and lets this function's role kms:CreateGrant and kms:DescribeKey; " +
    "then redrive this letter.",
  InvalidExportOnly: "The whole snapshot was asked for: open a case with AWS support.",
  InvalidParameterValue:
    "RDS refuses a parameter that it names: correct the Terraform module's inputs, then redrive this letter.",
};

/**
 * What becomes of a snapshot whose export RDS refused to start, or undefined for failures that are none of
 * StartExportTask's own (throttling, missing rights …).
 *
 * @param body the snapshot request to send back or to redrive
 */
export function startFailureOutcome(
  error: AwsCallError,
  subject: Subject,
  body: string,
): Outcome | undefined {
  if (error.operation !== "rds:StartExportTask") return undefined;
  const remedy = REMEDIES[error.code];
  const cause = WAITS[error.code];
  const base = { subject, body, reason: error.message };
  if (cause !== undefined)
    return {
      ...base,
      kind: "wait",
      cause,
      ...(cause === "settling" && { code: screamingSnake(error.code) }),
      ...(remedy !== undefined && { remedy }),
    };
  if (remedy !== undefined) return { ...base, kind: "reject", code: screamingSnake(error.code), remedy };
  return undefined;
}
