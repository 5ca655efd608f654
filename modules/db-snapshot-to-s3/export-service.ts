import { Construct } from "constructs";
import { Role } from "../shared/role";
import type { PipelineNames } from "./names";
import type { PipelineSettings } from "./settings";

/** Between export function and export bucket: the role that RDS itself assumes to write the Parquet files. */
export class ExportService extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string, settings: PipelineSettings, names: PipelineNames) {
    super(scope, id);
    // No condition on the caller: nobody says whether RDS's export service sends aws:SourceAccount.
    const role = new Role(this, "role", {
      name: names.exportServiceRole,
      terraformName: "rds_snapshot_export_service",
      service: "export.rds.amazonaws.com",
      tags: settings.tags,
    });
    const bucketArn = settings.rdsExportStorageBucketArn;
    role.allow([
      {
        sid: "FindExportBucket",
        actions: ["s3:ListBucket", "s3:GetBucketLocation"],
        resources: [bucketArn],
      },
      {
        // The stars are AWS's: RDS checks the role for these actions before it starts (USER_ExportSnapshot).
        sid: "WriteExport",
        actions: ["s3:PutObject*", "s3:GetObject*", "s3:DeleteObject*"],
        resources: [`${bucketArn}/*`],
      },
      {
        sid: "EncryptExport",
        actions: ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
        resources: [settings.rdsExportStorageKmsKeyArn],
      },
    ]);
    this.roleArn = role.arn;
  }
}
