import { commonSettings } from "./common-settings";
import type { Settings, SettingValues } from "./setting";

const { tags, project, environment, identifier_prefix } = commonSettings;

/** Every Terraform variable of the module `s3-bucket`. */
export const s3BucketSettings = {
  tags,
  project,
  environment,
  identifier_prefix,
  bucket_name: {
    type: "string",
    description: "What people call the bucket, used in the description of its key: Lambda Artefact Storage.",
    rules: [{ kind: "length", to: "value", min: 1, max: 128 }],
  },
  bucket_identifier: {
    type: "string",
    description: "What the bucket's name ends with: <identifier_prefix>-<bucket_identifier>, in lower case.",
    rules: [{ kind: "length", to: "value", min: 1, max: 61 }],
  },
} as const satisfies Settings;

export type S3BucketSettings = SettingValues<typeof s3BucketSettings>;
