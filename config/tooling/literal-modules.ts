import type { Construct } from "constructs";
import { dbSnapshotToS3Module } from "../../modules/db-snapshot-to-s3/terraform-module";
import { sandboxResourcesModule } from "../../modules/db-snapshot-to-s3-sandbox-resources/terraform-module";
import { s3BucketModule } from "../../modules/s3-bucket/terraform-module";
import type { ModuleStack } from "../../modules/shared/module-stack";
import type { TERRAFORM_MODULES } from "../../modules/terraform-modules";
import { dbSnapshotToS3Settings } from "../settings/db-snapshot-to-s3";
import { literalSettings } from "../settings/literal-settings";
import { s3BucketSettings } from "../settings/s3-bucket";
import { sandboxResourcesSettings } from "../settings/sandbox-resources";

export type ModuleName = keyof typeof TERRAFORM_MODULES;

const everywhere = { tags: {}, identifier_prefix: "ip" };
const inDatabaseAccount = { ...everywhere, project: "project", environment: "Dev" };

/** Values for the required variables of each module. Its names begin with `ip`, for the identifier prefix. */
export const MODULE_VALUES = {
  "db-snapshot-to-s3": {
    ...inDatabaseAccount,
    rds_instance_ids: ["instance"],
    service_area: "area",
    lambda_artefact_storage_bucket: "artefacts",
    rds_export_storage_bucket_arn: "arn:aws:s3:::exports",
    rds_export_storage_bucket_id: "exports",
    rds_export_storage_kms_key_arn: "arn:aws:kms:eu-west-2:111111111111:key/exports",
    rds_export_storage_kms_key_id: "arn:aws:kms:eu-west-2:111111111111:key/exports",
    zone_bucket_id: "zone",
    zone_bucket_arn: "arn:aws:s3:::zone",
    zone_kms_key_arn: "arn:aws:kms:eu-west-2:222222222222:key/zone",
  },
  "db-snapshot-to-s3-sandbox-resources": {
    ...everywhere,
    aws_sandbox_account_id: "333333333333",
    aws_sandbox_vpc_id: "vpc-0123456789abcdef0",
    aws_sandbox_subnet_ids: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
  },
  "s3-bucket": { ...inDatabaseAccount, bucket_name: "Bucket", bucket_identifier: "bucket" },
} satisfies Readonly<Record<ModuleName, object>>;

/** Each module with literals in place of its variables: those values, and the defaults. */
export const LITERAL_MODULES: Readonly<Record<ModuleName, (scope: Construct) => ModuleStack>> = {
  "db-snapshot-to-s3": (scope) =>
    dbSnapshotToS3Module(scope, literalSettings(dbSnapshotToS3Settings, MODULE_VALUES["db-snapshot-to-s3"])),
  "db-snapshot-to-s3-sandbox-resources": (scope) =>
    sandboxResourcesModule(
      scope,
      literalSettings(sandboxResourcesSettings, MODULE_VALUES["db-snapshot-to-s3-sandbox-resources"]),
    ),
  "s3-bucket": (scope) =>
    s3BucketModule(scope, literalSettings(s3BucketSettings, MODULE_VALUES["s3-bucket"])),
};
