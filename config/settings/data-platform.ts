import { maximumIdentifierPrefixLength, tightestName } from "../../modules/db-snapshot-to-s3/names";
import {
  bucketArn,
  bucketName,
  glueWorkflowArnOrEmpty,
  glueWorkflowNameOrEmpty,
  kmsKeyArn,
  roleArnOrEmpty,
  topicArnPattern,
} from "./arn-rules";
import { LOG_RETENTION_DAYS } from "./log-retention-days";
import type { Settings, SettingValues } from "./setting";

/** Where the stack is applied, and as whom. */
const deployment = {
  region: {
    type: "string",
    description: "AWS region of the databases, and of everything that this stack creates.",
    default: "eu-west-2",
    rules: [
      {
        kind: "regex",
        to: "value",
        pattern: "^[a-z]{2,}(?:-[a-z]+)+-[0-9]+$",
        words: "a region's code, such as eu-west-2",
      },
    ],
  },
  deploy_role_arn: {
    type: "string",
    description:
      "Role in the account of the databases that Terraform assumes to deploy. Empty: the credentials at hand are used as they are.",
    default: "",
    rules: [roleArnOrEmpty],
  },
  tags: {
    type: "map(string)",
    description: "Tags on every resource that can have them.",
    rules: [
      { kind: "length", to: "value", max: 50, because: "which is how many tags AWS takes per resource" },
      { kind: "length", to: "keys", min: 1, max: 128 },
      { kind: "length", to: "values", max: 256 },
      {
        kind: "regex",
        to: "keys",
        pattern: "^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]*$",
        words: "letters, digits, spaces and _ . : / = + - @",
      },
      {
        kind: "regex",
        to: "keys",
        pattern: "(?i)^aws:",
        refuse: true,
        words: "not beginning with aws:, which AWS keeps for itself",
      },
      {
        kind: "regex",
        to: "values",
        pattern: "^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]*$",
        words: "letters, digits, spaces and _ . : / = + - @",
      },
    ],
  },
  project: {
    type: "string",
    description: "Name of the project, used in the descriptions of the KMS keys.",
    rules: [
      { kind: "length", to: "value", min: 1, max: 128 },
      {
        kind: "regex",
        to: "value",
        pattern: "^[\\p{L}\\p{N}][\\p{L}\\p{N} _.:/=+@-]*$",
        words: "letters, digits, spaces and _ . : / = + - @, a letter or digit first",
      },
    ],
  },
  environment: {
    type: "string",
    description: "Environment that is deployed: Dev, Stg, Prod, Mgmt and the like.",
    rules: [
      { kind: "length", to: "value", min: 1, max: 32 },
      {
        kind: "regex",
        to: "value",
        pattern: "^[A-Za-z][A-Za-z0-9-]*$",
        words: "letters, digits and hyphens, a letter first",
      },
    ],
  },
  identifier_prefix: {
    type: "string",
    description:
      "Prefix of every AWS name. Names of buckets, queues, topics and roles take it in lower case, names of functions as it is.",
    rules: [
      {
        kind: "length",
        to: "value",
        min: 1,
        max: maximumIdentifierPrefixLength,
        because: `since the ${tightestName.of} <identifier_prefix>-${tightestName.suffix} must not exceed ${tightestName.limit} characters`,
      },
      {
        kind: "regex",
        to: "value",
        pattern: "^[A-Za-z0-9](?:-?[A-Za-z0-9])*$",
        words: "letters, digits and single hyphens, none at an end: what every derived name may hold",
      },
    ],
  },
  aws_account_suffix: {
    type: "string",
    description: "Suffix for names that would collide with those of another account, such as buckets' names.",
    default: "",
    rules: [
      {
        kind: "regex",
        to: "value",
        pattern: "^(?:-?[a-z0-9](?:-?[a-z0-9])*)?$",
        words: "empty, or lower-case letters, digits and single hyphens, none at the end",
      },
    ],
  },
} as const satisfies Settings;

/** What is exported, and where it lands. */
const pipeline = {
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
        pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]*$",
        words: "one path segment: letters, digits and _ . -, a letter or digit first",
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
  export_retention_in_days: {
    type: "number",
    description:
      "Days that the export bucket keeps the files that RDS wrote. The landing zone's copies are not touched.",
    default: 30,
    rules: [
      {
        kind: "range",
        to: "value",
        min: 15,
        max: 3650,
        integer: true,
        because:
          "since a message put back from a dead-letter queue (kept for 14 days) must still find its files",
      },
    ],
  },
} as const satisfies Settings;

/** How the functions run, and who hears of it when they do not. */
const operation = {
  lambda_runtime: {
    type: "string",
    description: "Lambda runtime of both functions. nodejs24.x needs version 6 of the AWS provider.",
    default: "nodejs22.x",
    rules: [{ kind: "one of", to: "value", values: ["nodejs22.x", "nodejs24.x"] }],
  },
  lambda_architecture: {
    type: "string",
    description: "Processor architecture of both functions. arm64 costs a fifth less than x86_64.",
    default: "arm64",
    rules: [{ kind: "one of", to: "value", values: ["arm64", "x86_64"] }],
  },
  export_lambda_memory_size: {
    type: "number",
    description:
      "Memory of the export function, in MB. It makes a handful of API calls per snapshot: 512 MB (0.3 of a processor) starts it in about a second, and more would cost without saving time.",
    default: 512,
    rules: [{ kind: "range", to: "value", min: 128, max: 10_240, integer: true }],
  },
  copier_lambda_memory_size: {
    type: "number",
    description:
      "Memory of the copier function, in MB. Copying is bound by the processor that signs and parses requests: 1769 MB is one whole processor, beyond which one thread gains nothing.",
    default: 1769,
    rules: [{ kind: "range", to: "value", min: 128, max: 10_240, integer: true }],
  },
  log_retention_in_days: {
    type: "number",
    description: "Days that CloudWatch keeps the functions' logs.",
    default: 90,
    rules: [{ kind: "one of", to: "value", values: LOG_RETENTION_DAYS }],
  },
  lambda_tracing_mode: {
    type: "string",
    description:
      "X-Ray tracing of both functions: Active traces them, PassThrough follows the caller's decision.",
    default: "Active",
    rules: [{ kind: "one of", to: "value", values: ["Active", "PassThrough"] }],
  },
  alarm_action_arns: {
    type: "list(string)",
    description:
      "SNS topics that hear of a message in a dead-letter queue. Empty: the alarms exist, and nobody is told.",
    default: [],
    rules: [
      { kind: "length", to: "value", max: 5, because: "which is how many actions an alarm has" },
      {
        kind: "regex",
        to: "each",
        pattern: topicArnPattern,
        words: "the ARN of an SNS topic (arn:aws:sns:<region>:<account>:<name>)",
      },
      { kind: "unique", to: "value" },
    ],
  },
} as const satisfies Settings;

/**
 * Every Terraform variable of the root stack `data-platform`: the only declaration. Rendered as `variable` blocks
 * with validations, as the check of a tfvars file, and as the README's table.
 */
export const dataPlatformSettings = { ...deployment, ...pipeline, ...operation } as const satisfies Settings;

export type DataPlatformSettings = SettingValues<typeof dataPlatformSettings>;
