import {
  bucketArn,
  bucketName,
  glueWorkflowArnOrEmpty,
  glueWorkflowNameOrEmpty,
  kmsKeyArn,
} from "./arn-rules";
import type { Settings, SettingValues } from "./setting";

/** What is exported, and where it lands. */
export const pipelineSettings = {
  rds_instance_ids: {
    type: "list(string)",
    description:
      "Identifiers of the RDS instances whose snapshots are exported. An empty list: no event subscription, nothing is exported.",
    rules: [
      { kind: "length", to: "each", min: 1, max: 63 },
      {
        kind: "regex",
        to: "each",
        pattern: "^[a-z](?:-?[a-z0-9])*$",
        words:
          "an RDS instance identifier as RDS stores it: lower-case letters, digits and single hyphens, a letter first, no hyphen at the end",
      },
      { kind: "unique", to: "value" },
    ],
  },
  service_area: {
    type: "string",
    description: "First path segment in the landing zone, such as housing.",
    rules: [
      { kind: "length", to: "value", min: 1, max: 64 },
      {
        kind: "regex",
        to: "value",
        pattern: "^[A-Za-z0-9][A-Za-z0-9 _.-]*$",
        words: "one path segment: letters, digits, spaces and _ . -, a letter or digit first",
      },
    ],
  },
  zone_bucket_id: {
    type: "string",
    description: "Name of the landing-zone bucket, in its own account.",
    rules: [{ kind: "length", to: "value", min: 3, max: 63 }, bucketName],
  },
  zone_bucket_arn: {
    type: "string",
    description: "ARN of the landing-zone bucket.",
    rules: [bucketArn],
  },
  zone_kms_key_arn: {
    type: "string",
    description: "ARN of the KMS key that encrypts the landing-zone bucket.",
    rules: [kmsKeyArn],
  },
  workflow_name: {
    type: "string",
    description: "Glue workflow that starts after a landing. Empty: none. Goes together with workflow_arn.",
    default: "",
    rules: [glueWorkflowNameOrEmpty],
  },
  workflow_arn: {
    type: "string",
    description: "ARN of that workflow: the copier may start it and no other.",
    default: "",
    rules: [glueWorkflowArnOrEmpty],
  },
  backdated_workflow_name: {
    type: "string",
    description:
      "Glue workflow that starts after the landing of a backdated snapshot. Empty: none. Goes together with backdated_workflow_arn.",
    default: "",
    rules: [glueWorkflowNameOrEmpty],
  },
  backdated_workflow_arn: {
    type: "string",
    description: "ARN of that workflow.",
    default: "",
    rules: [glueWorkflowArnOrEmpty],
  },
} as const satisfies Settings;

export type PipelineSettings = SettingValues<typeof pipelineSettings>;
