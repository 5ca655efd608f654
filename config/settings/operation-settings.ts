import { DEFAULTS } from "../../modules/db-snapshot-to-s3/defaults";
import { topicArnPattern } from "./arn-rules";
import { LOG_RETENTION_DAYS } from "./log-retention-days";
import type { Settings } from "./setting";

/** How the functions run, and who hears of it when they do not. */
export const operationSettings = {
  lambda_runtime: {
    type: "string",
    description: "Lambda runtime of both functions. nodejs24.x needs version 6 of the AWS provider.",
    default: DEFAULTS.lambdaRuntime,
    rules: [{ kind: "one of", to: "value", values: ["nodejs22.x", "nodejs24.x"] }],
  },
  lambda_architecture: {
    type: "string",
    description: "Processor architecture of both functions. arm64 costs a fifth less than x86_64.",
    default: DEFAULTS.lambdaArchitecture,
    rules: [{ kind: "one of", to: "value", values: ["arm64", "x86_64"] }],
  },
  export_lambda_memory_size: {
    type: "number",
    description:
      "Memory of the export function, in MB. It makes a handful of API calls per snapshot: 512 MB (0.3 of a processor) starts it in about a second, and more would cost without saving time.",
    default: DEFAULTS.exportLambdaMemorySize,
    rules: [{ kind: "range", to: "value", min: 128, max: 10_240, integer: true }],
  },
  copier_lambda_memory_size: {
    type: "number",
    description:
      "Memory of the copier function, in MB. Copying is bound by the processor that signs and parses requests: 1769 MB is one whole processor, beyond which one thread gains nothing.",
    default: DEFAULTS.copierLambdaMemorySize,
    rules: [{ kind: "range", to: "value", min: 128, max: 10_240, integer: true }],
  },
  log_retention_in_days: {
    type: "number",
    description: "Days that CloudWatch keeps the functions' logs.",
    default: DEFAULTS.logRetentionInDays,
    rules: [{ kind: "one of", to: "value", values: LOG_RETENTION_DAYS }],
  },
  lambda_tracing_mode: {
    type: "string",
    description:
      "X-Ray tracing of both functions: Active traces them, PassThrough follows the caller's decision.",
    default: DEFAULTS.lambdaTracingMode,
    rules: [{ kind: "one of", to: "value", values: ["Active", "PassThrough"] }],
  },
  alarm_action_arns: {
    type: "list(string)",
    description:
      "SNS topics that hear of every alarm: dead letters, messages that have been in a queue for two hours, tables that RDS skipped, snapshots that have not landed. Empty: the alarms exist, and nobody is told.",
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
