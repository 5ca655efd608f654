import { bucketArn, bucketName, kmsKeyArn, kmsKeyId } from "./arn-rules";
import { commonSettings } from "./common-settings";
import { landingSettings } from "./landing-settings";
import { operationSettings } from "./operation-settings";
import { pipelineSettings } from "./pipeline-settings";
import type { Settings, SettingValues } from "./setting";

/** The buckets that the module is given: those that `data-platform` makes itself. */
const bucketSettings = {
  lambda_artefact_storage_bucket: {
    type: "string",
    description: "Name of the bucket that receives the functions' zip files.",
    rules: [{ kind: "length", to: "value", min: 3, max: 63 }, bucketName],
  },
  lambda_artefact_key_prefix: {
    type: "string",
    description:
      "Begins the keys of the zip files. Several pipelines that share the bucket need one each, or each of them would write over the other's code.",
    default: "",
    rules: [
      { kind: "length", to: "value", max: 512 },
      {
        kind: "regex",
        to: "value",
        pattern: "^(?:[A-Za-z0-9][A-Za-z0-9_.-]*/)*$",
        words:
          "empty, or path segments of letters, digits and _ . -, each with a / after it, such as housing/",
      },
    ],
  },
  rds_export_storage_bucket_arn: {
    type: "string",
    description: "ARN of the bucket that RDS exports into.",
    rules: [bucketArn],
  },
  rds_export_storage_bucket_id: {
    type: "string",
    description: "Name of that bucket.",
    rules: [{ kind: "length", to: "value", min: 3, max: 63 }, bucketName],
  },
  rds_export_storage_kms_key_arn: {
    type: "string",
    description: "ARN of the KMS key that encrypts the exports.",
    rules: [kmsKeyArn],
  },
  rds_export_storage_kms_key_id: {
    type: "string",
    description: "Id, or ARN, of that key: what the export function hands to RDS.",
    rules: [kmsKeyId],
  },
} as const satisfies Settings;

const logKeySetting = {
  log_kms_key_arn: {
    type: "string",
    description:
      "ARN of the KMS key that encrypts the functions' logs; its policy must allow CloudWatch Logs. null: CloudWatch's own key.",
    default: null,
    rules: [kmsKeyArn],
  },
} as const satisfies Settings;

/** Every Terraform variable of the module `db-snapshot-to-s3`. */
export const dbSnapshotToS3Settings = {
  ...commonSettings,
  ...pipelineSettings,
  ...landingSettings,
  ...bucketSettings,
  ...operationSettings,
  ...logKeySetting,
} as const satisfies Settings;

export type DbSnapshotToS3Settings = SettingValues<typeof dbSnapshotToS3Settings>;
