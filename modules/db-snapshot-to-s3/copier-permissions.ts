import { LANDINGS_PREFIX } from "../../functions/shared/landing-records";
import type { PolicyStatement } from "../shared/policy-document";
import { isSet } from "../shared/truth";
import { exportTaskStatement } from "./export-task-permission";
import type { PipelineSettings } from "./settings";

/** What the copier function may do beyond reading its own queue. */
export function copierPermissions(settings: PipelineSettings): readonly PolicyStatement[] {
  return [
    exportTaskStatement(),
    { sid: "ListExport", actions: ["s3:ListBucket"], resources: [settings.rdsExportStorageBucketArn] },
    {
      sid: "ReadExport",
      actions: ["s3:GetObject"],
      resources: [`${settings.rdsExportStorageBucketArn}/*`],
    },
    {
      sid: "WriteLandingRecords",
      actions: ["s3:PutObject"],
      resources: [`${settings.rdsExportStorageBucketArn}/${LANDINGS_PREFIX}*`],
    },
    {
      sid: "DecryptExport",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [settings.rdsExportStorageKmsKeyArn],
    },
    {
      // Of the zone only what the copier itself lands: the rest is other services'.
      sid: "ListZone",
      actions: ["s3:ListBucket"],
      resources: [settings.zoneBucketArn],
      conditions: [{ test: "StringLike", variable: "s3:prefix", values: [`${settings.serviceArea}/*`] }],
    },
    {
      sid: "WriteZone",
      actions: ["s3:PutObject", "s3:PutObjectAcl", "s3:AbortMultipartUpload"],
      resources: [`${settings.zoneBucketArn}/${settings.serviceArea}/*`],
    },
    {
      sid: "EncryptZone",
      actions: ["kms:Encrypt", "kms:GenerateDataKey"],
      resources: [settings.zoneKmsKeyArn],
    },
    {
      // S3 reads the parts again when it puts them together.
      sid: "DecryptZoneParts",
      actions: ["kms:Decrypt"],
      resources: [settings.zoneKmsKeyArn],
      when: settings.multipartCopies,
    },
    startWorkflow("StartWorkflow", settings.workflowArn),
    startWorkflow("StartBackdatedWorkflow", settings.backdatedWorkflowArn),
  ];
}

/** A run is looked up before it is started again: the copier cannot know whether it died before or after the start. */
function startWorkflow(sid: string, workflowArn: string): PolicyStatement {
  return {
    sid,
    actions: ["glue:StartWorkflowRun", "glue:GetWorkflowRuns"],
    resources: [workflowArn],
    when: isSet(workflowArn),
  };
}
