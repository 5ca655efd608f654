import { bucketAccessSettings } from "./bucket-access-settings";
import { bucketLifecycleSettings } from "./bucket-lifecycle-settings";
import { commonSettings } from "./common-settings";
import type { Settings, SettingValues } from "./setting";

const { tags, project, environment } = commonSettings;

/** Every Terraform variable of the module `s3-bucket`. */
export const s3BucketSettings = {
  tags,
  project,
  environment,
  identifier_prefix: {
    type: "string",
    description:
      "What the names of the bucket and of its key's alias begin with. They take it in lower case.",
    rules: [
      {
        kind: "length",
        to: "value",
        min: 1,
        max: 61,
        because:
          "since the bucket's name <identifier_prefix>-<bucket_identifier> must not exceed 63 characters",
      },
      {
        kind: "regex",
        to: "value",
        pattern: "^[A-Za-z0-9][A-Za-z0-9-]*$",
        words: "letters, digits and hyphens, a letter or digit first",
      },
    ],
  },
  bucket_name: {
    type: "string",
    description: "What people call the bucket, used in the description of its key: Lambda Artefact Storage.",
    rules: [{ kind: "length", to: "value", min: 1, max: 128 }],
  },
  bucket_identifier: {
    type: "string",
    description: "What the bucket's name ends with: <identifier_prefix>-<bucket_identifier>, in lower case.",
    rules: [
      {
        kind: "length",
        to: "value",
        min: 1,
        max: 61,
        because: "since the name must not exceed 63 characters",
      },
      {
        kind: "regex",
        to: "value",
        pattern: "^[A-Za-z0-9-]*[A-Za-z0-9]$",
        words: "letters, digits and hyphens, a letter or digit last",
      },
    ],
  },
  ...bucketAccessSettings,
  ...bucketLifecycleSettings,
} as const satisfies Settings;

export type S3BucketSettings = SettingValues<typeof s3BucketSettings>;
