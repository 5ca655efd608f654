import { LANDINGS_PREFIX } from "../../functions/shared/landing-records";
import type { AwsAccount } from "../shared/aws-account";
import type { PolicyStatement } from "../shared/policy-document";
import type { QueueWithDeadLetters } from "../shared/queue-with-dead-letters";
import { exportTaskStatement } from "./export-task-permission";
import { sendStatements } from "./queue-permissions";
import type { PipelineSettings } from "./settings";

/** What the export function may do beyond reading its own queue. */
export function exportPermissions(
  settings: PipelineSettings,
  account: AwsAccount,
  exportServiceRoleArn: string,
  copierQueue: QueueWithDeadLetters,
): readonly PolicyStatement[] {
  return [
    {
      // Snapshots are looked up by instance and named by nobody beforehand.
      sid: "FindSnapshots",
      actions: ["rds:DescribeDBSnapshots"],
      resources: [account.arn("rds", "db:*"), account.arn("rds", "snapshot:*")],
    },
    exportTaskStatement(),
    { sid: "StartExport", actions: ["rds:StartExportTask"], resources: [account.arn("rds", "snapshot:*")] },
    {
      sid: "PassExportServiceRole",
      actions: ["iam:PassRole"],
      resources: [exportServiceRoleArn],
      conditions: [
        { test: "StringEquals", variable: "iam:PassedToService", values: ["export.rds.amazonaws.com"] },
      ],
    },
    {
      sid: "LetRdsUseExportKey",
      actions: ["kms:CreateGrant"],
      resources: [settings.rdsExportStorageKmsKeyArn],
      conditions: [{ test: "Bool", variable: "kms:GrantIsForAWSResource", values: ["true"] }],
    },
    {
      sid: "FindExportKey",
      actions: ["kms:DescribeKey"],
      resources: [settings.rdsExportStorageKmsKeyArn],
    },
    ...recordStatements(settings),
    ...sendStatements("Copier", copierQueue.queue.arn, copierQueue.key.arn),
  ];
}

/** Seeing what has landed. */
function recordStatements(settings: PipelineSettings): readonly PolicyStatement[] {
  return [
    {
      // Of the whole bucket: with a condition on the prefix S3 would call a record that is not there forbidden.
      sid: "ListLandingRecords",
      actions: ["s3:ListBucket"],
      resources: [settings.rdsExportStorageBucketArn],
    },
    {
      sid: "ReadLandingRecords",
      actions: ["s3:GetObject"],
      resources: [`${settings.rdsExportStorageBucketArn}/${LANDINGS_PREFIX}*`],
    },
    {
      sid: "DecryptLandingRecords",
      actions: ["kms:Decrypt"],
      resources: [settings.rdsExportStorageKmsKeyArn],
    },
  ];
}
