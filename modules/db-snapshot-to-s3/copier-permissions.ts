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
    { sid: "DecryptExport", actions: ["kms:Decrypt"], resources: [settings.rdsExportStorageKmsKeyArn] },
    {
      // Of the zone only what the copier itself lands: the rest is other services'.
      sid: "ListZone",
      actions: ["s3:ListBucket"],
      resources: [settings.zoneBucketArn],
      conditions: [{ test: "StringLike", variable: "s3:prefix", values: [`${settings.serviceArea}/*`] }],
    },
    {
      sid: "WriteZone",
      actions: ["s3:PutObject", "s3:PutObjectAcl"],
      resources: [`${settings.zoneBucketArn}/${settings.serviceArea}/*`],
    },
    {
      sid: "EncryptZone",
      actions: ["kms:Encrypt", "kms:GenerateDataKey"],
      resources: [settings.zoneKmsKeyArn],
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
