import type { AwsCallError } from "./aws-failure";

const REDRIVE = "Then redrive this letter.";

/** How a snapshot lands of which an export has ended that is not to land: a redrive would find that one again. */
export const EXPORT_ANEW =
  "To land the same snapshot anew: have the zone's owner remove what of this export has landed, and export the snapshot as a whole " +
  "under another task identifier into the root of the export bucket (aws rds start-export-task). The copier lands it when RDS says " +
  'that it is complete, or when you send its queue {"ExportTaskIdentifier":"…","ExportBucket":"…"}.';

/** A file above 5 GB is copied in parts, for which S3 reads them again in the zone. */
const MULTIPART =
  "what files above 5 GB need, by the input multipart_copies = true: for the copier's role s3:GetObject on the export bucket " +
  "and kms:Decrypt on its key; in the landing zone's account s3:PutObject and s3:PutObjectAcl by the bucket policy, and " +
  "kms:GenerateDataKey and kms:Decrypt on the landing zone's key by the key policy";

/** What must be allowed for each call that the functions make, and by whom. */
const NEEDS: Readonly<Record<string, string>> = {
  "rds:DescribeDBSnapshots": "rds:DescribeDBSnapshots for the export function's role",
  "rds:DescribeExportTasks": "rds:DescribeExportTasks for the function's role",
  "rds:StartExportTask":
    "rds:StartExportTask on the snapshot, iam:PassRole on the export service role (to export.rds.amazonaws.com), and " +
    "kms:CreateGrant and kms:DescribeKey on the export key, for the export function's role",
  "sqs:GetQueueUrl": "sqs:GetQueueUrl on the queue for the function's role",
  "sqs:SendMessage":
    "sqs:SendMessage on the queue, and kms:GenerateDataKey and kms:Decrypt on the queue's key, for the function's role",
  "s3:ListObjectsV2": "s3:ListBucket on the export bucket for the function's role",
  "s3:CopyObject":
    "for the copier's role: s3:GetObject on the export bucket and kms:Decrypt on its key; in the landing zone's " +
    "account a bucket policy that allows this role s3:PutObject and s3:PutObjectAcl, and a key policy that allows it " +
    "kms:Encrypt and kms:GenerateDataKey",
  "s3:CreateMultipartUpload": MULTIPART,
  "s3:UploadPartCopy": MULTIPART,
  "s3:CompleteMultipartUpload": MULTIPART,
  "s3:GetObject": "s3:GetObject on the export bucket, and kms:Decrypt on its key, for the function's role",
  "s3:PutObject":
    "s3:PutObject on _landings/ in the export bucket, and kms:GenerateDataKey on its key, for the copier's role",
  "glue:GetWorkflowRuns": "glue:GetWorkflowRuns on the workflow for the copier's role",
  "glue:StartWorkflowRun": "glue:StartWorkflowRun on the workflow for the copier's role",
};

/** Remedies of single errors, by AWS's code. */
const BY_CODE: Readonly<Record<string, string>> = {
  NoSuchBucket:
    "The bucket does not exist: see the function's S3_BUCKET_NAME and BUCKET_DESTINATION, and apply the Terraform again.",
  QueueDoesNotExist: "The queue does not exist: apply the Terraform again.",
  EntityNotFound:
    "The Glue workflow does not exist: see the function's WORKFLOW_NAME and BACKDATED_WORKFLOW_NAME.",
  AccessControlListNotSupported:
    "The zone's bucket refuses the ACL bucket-owner-full-control: its object ownership must be BucketOwnerEnforced or BucketOwnerPreferred.",
};

/** The only one that no redrive follows: what the export's listing names then would be taken for all of it. */
const FILE_LOST =
  "A file of the export disappeared during the copy: what is left is no whole snapshot, and does not land. See the export bucket's " +
  `lifecycle rules, and who deletes files there. Then delete this letter. ${EXPORT_ANEW}`;

/** What to do about a failure of AWS's that does not heal by itself. */
export function remedyFor(error: AwsCallError): string {
  if (error.code === "NoSuchKey") return FILE_LOST;
  const needs = NEEDS[error.operation];
  if (error.kind === "denied" && needs !== undefined)
    return `Allow ${needs}, and see that no service control policy or boundary denies it. ${REDRIVE}`;
  if (error.code.startsWith("KMS"))
    return `See that the KMS keys of both buckets are enabled and allow the calls: ${needs ?? error.operation}. ${REDRIVE}`;
  const known = BY_CODE[error.code];
  return known === undefined
    ? `AWS refuses the call: correct what its message names. ${REDRIVE}`
    : `${known} ${REDRIVE}`;
}
