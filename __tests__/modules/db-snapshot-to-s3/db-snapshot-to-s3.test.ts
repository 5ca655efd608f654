import type { TerraformStack } from "cdktf";
import { DbSnapshotToS3 } from "../../../modules/db-snapshot-to-s3/db-snapshot-to-s3";
import type { DbSnapshotToS3Props } from "../../../modules/db-snapshot-to-s3/props";
import {
  FUNCTION_TIMEOUT_SECONDS,
  QUEUE_VISIBILITY_SECONDS,
  SQS_MAX_DELAY_SECONDS,
} from "../../../functions/shared/limits";
import { METRIC, METRICS_NAMESPACE, SERVICE } from "../../../functions/shared/metrics";
import { OLD_MESSAGE_SECONDS } from "../../../modules/shared/queue-alarms";
import { synthesised, type StackView } from "../../support/synth";
import { minimal, OPTIONAL, optional, pipeline } from "../support/pipeline";

const WORKFLOW = "arn:aws:glue:eu-west-2:111111111111:workflow";
const functionNames = ["rds_snapshot_to_s3_lambda", "s3_to_s3_copier_lambda"];

describe("with the minimum of inputs", () => {
  const view = pipeline();

  it.each(functionNames)("runs %s on arm64 with traces and JSON logs that expire", (name) => {
    expect(view.raw(`aws_lambda_function.${name}`)).toMatchObject({
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      tracing_config: { mode: "Active" },
      logging_config: { log_format: "JSON", log_group: `\${aws_cloudwatch_log_group.${name}.name}` },
    });
    expect(view.raw(`aws_cloudwatch_log_group.${name}`)).toMatchObject({ retention_in_days: 90 });
    expect(view.raw(`aws_cloudwatch_log_group.${name}`)).not.toHaveProperty("kms_key_id");
  });

  it("names log groups as Lambda would not", () => {
    const names = view.ofType("aws_cloudwatch_log_group").map((address) => view.raw(address)["name"]);
    expect(names).toEqual([
      "/db-snapshot-to-s3/DataPlatform-stg-rds-snapshot-to-s3",
      "/db-snapshot-to-s3/DataPlatform-stg-s3-to-s3-copier",
    ]);
  });

  it("gives each function its memory", () => {
    const memory = functionNames.map((name) => view.raw(`aws_lambda_function.${name}`)["memory_size"]);
    expect(memory).toEqual([512, 1769]);
  });

  it("keeps dead letters for 14 days, and messages that wait as long as SQS does by itself", () => {
    for (const queue of ["rds_snapshot_to_s3", "s3_to_s3_copier"]) {
      expect(view.raw(`aws_sqs_queue.${queue}_deadletter`)["message_retention_seconds"]).toBe(14 * 86_400);
      expect(view.raw(`aws_sqs_queue.${queue}`)).not.toHaveProperty("message_retention_seconds");
    }
  });

  it.each(functionNames)("gives %s its rights and its log group before its code", (name) => {
    expect(view.raw(`aws_lambda_function.${name}`)).toMatchObject({
      depends_on: [`aws_s3_object.${name}`, `aws_iam_role_policy_attachment.${name}`],
      logging_config: { log_group: `\${aws_cloudwatch_log_group.${name}.name}` },
    });
  });

  it("reports failures message by message, once function and rights are there", () => {
    for (const [mapping, name] of [
      ["event_source_mapping", "rds_snapshot_to_s3_lambda"],
      ["s3_to_s3_copier_mapping", "s3_to_s3_copier_lambda"],
    ])
      expect(view.raw(`aws_lambda_event_source_mapping.${mapping}`)).toMatchObject({
        function_response_types: ["ReportBatchItemFailures"],
        function_name: `\${aws_lambda_function.${name}.arn}`,
      });
  });

  it.each(["rds_snapshot_to_s3", "s3_to_s3_copier"])("watches the dead letters of %s", (queue) => {
    expect(view.resolved(`aws_cloudwatch_metric_alarm.${queue}_deadletter`)).toMatchObject({
      namespace: "AWS/SQS",
      metric_name: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: view.raw(`aws_sqs_queue.${queue}_deadletter`)["name"] },
      statistic: "Maximum",
      comparison_operator: "GreaterThanThreshold",
      threshold: 0,
    });
  });

  it.each(["rds_snapshot_to_s3", "s3_to_s3_copier"])(
    "hears of each letter that the function of %s writes",
    (name) => {
      const functionName = view.raw(`aws_lambda_function.${name}_lambda`)["function_name"];
      const alarm = view.raw(`aws_cloudwatch_metric_alarm.${name}_dead_lettered`);
      expect(alarm).toMatchObject({
        namespace: METRICS_NAMESPACE,
        metric_name: METRIC.messageDeadLettered,
        statistic: "Sum",
        comparison_operator: "GreaterThanThreshold",
        threshold: 0,
      });
      // The dimensions by which powertoolsMetrics writes; another set would be another metric.
      const service = name === "rds_snapshot_to_s3" ? SERVICE.export : SERVICE.copier;
      expect(alarm["dimensions"]).toEqual({ service, function_name: functionName });
    },
  );

  it.each(["rds_snapshot_to_s3", "s3_to_s3_copier"])("watches that somebody reads %s", (queue) => {
    expect(view.resolved(`aws_cloudwatch_metric_alarm.${queue}_old_message`)).toMatchObject({
      namespace: "AWS/SQS",
      metric_name: "ApproximateAgeOfOldestMessage",
      dimensions: { QueueName: view.raw(`aws_sqs_queue.${queue}`)["name"] },
      statistic: "Maximum",
      comparison_operator: "GreaterThanThreshold",
      threshold: 7200,
    });
  });

  it("does not call a message old that waits in good health, or is taken again after one crash", () => {
    const afterCrash = QUEUE_VISIBILITY_SECONDS + FUNCTION_TIMEOUT_SECONDS;
    const waiting = SQS_MAX_DELAY_SECONDS + FUNCTION_TIMEOUT_SECONDS;
    expect(OLD_MESSAGE_SECONDS).toBeGreaterThan(Math.max(afterCrash, waiting));
  });

  it("hears of each alarm within a minute or two, and of none without data", () => {
    for (const address of view.ofType("aws_cloudwatch_metric_alarm"))
      expect(view.raw(address)).toMatchObject({
        period: 60,
        evaluation_periods: 1,
        treat_missing_data: "notBreaching",
      });
  });

  it("watches the metric that the copier writes for skipped tables", () => {
    expect(view.raw("aws_cloudwatch_metric_alarm.s3_to_s3_copier_tables_skipped")).toMatchObject({
      namespace: METRICS_NAMESPACE,
      metric_name: METRIC.tablesSkipped,
      dimensions: { service: "s3-to-s3-copier", function_name: "DataPlatform-stg-s3-to-s3-copier" },
      statistic: "Sum",
      threshold: 0,
    });
  });

  it("subscribes to RDS only when RDS may publish and the queue listens", () => {
    expect(view.only("aws_db_event_subscription")["depends_on"]).toEqual([
      "aws_sns_topic_policy.rds_snapshot_to_s3",
      "aws_sns_topic_subscription.subscribe_sqs_to_sns_topic",
    ]);
  });
});

describe("each optional input reaches its argument", () => {
  const ofFunctions = (view: StackView, argument: string): readonly unknown[] =>
    functionNames.map((name) => view.raw(`aws_lambda_function.${name}`)[argument]);
  const ofLogs = (view: StackView, argument: string): readonly unknown[] =>
    functionNames.map((name) => view.raw(`aws_cloudwatch_log_group.${name}`)[argument]);
  const ofAlarms = (view: StackView): readonly unknown[] =>
    view.ofType("aws_cloudwatch_metric_alarm").map((address) => view.raw(address)["alarm_actions"]);
  const variable = (view: StackView, name: string, of = "s3_to_s3_copier_lambda"): unknown =>
    (view.raw(`aws_lambda_function.${of}`)["environment"] as Record<string, Record<string, unknown>>)[
      "variables"
    ]?.[name];

  const all = optional();
  it.each<[string, Partial<DbSnapshotToS3Props>, (view: StackView) => unknown, unknown]>([
    [
      "lambdaRuntime",
      { lambdaRuntime: "nodejs24.x" },
      (view) => ofFunctions(view, "runtime"),
      ["nodejs24.x", "nodejs24.x"],
    ],
    [
      "lambdaArchitecture",
      { lambdaArchitecture: "x86_64" },
      (view) => ofFunctions(view, "architectures"),
      [["x86_64"], ["x86_64"]],
    ],
    [
      "exportLambdaMemorySize",
      { exportLambdaMemorySize: 640 },
      (view) => ofFunctions(view, "memory_size"),
      [640, 1769],
    ],
    [
      "copierLambdaMemorySize",
      { copierLambdaMemorySize: 640 },
      (view) => ofFunctions(view, "memory_size"),
      [512, 640],
    ],
    [
      "lambdaTracingMode",
      { lambdaTracingMode: "PassThrough" },
      (view) => ofFunctions(view, "tracing_config"),
      [{ mode: "PassThrough" }, { mode: "PassThrough" }],
    ],
    [
      "landedSnapshots",
      { landedSnapshots: "first_of_day" },
      (view) => variable(view, "LANDED_SNAPSHOTS", "rds_snapshot_to_s3_lambda"),
      "first_of_day",
    ],
    [
      "ignoredSnapshotTags",
      { ignoredSnapshotTags: { Purpose: "Trial", Keep: "no" } },
      (view) => variable(view, "IGNORED_SNAPSHOT_TAGS", "rds_snapshot_to_s3_lambda"),
      '{"Purpose":"Trial","Keep":"no"}',
    ],
    [
      "ignoredSnapshotNames",
      { ignoredSnapshotNames: [] },
      (view) => variable(view, "IGNORED_SNAPSHOT_NAMES", "rds_snapshot_to_s3_lambda"),
      "[]",
    ],
    ["onSkippedTables", { onSkippedTables: "fail" }, (view) => variable(view, "ON_SKIPPED_TABLES"), "fail"],
    ["logRetentionInDays", { logRetentionInDays: 7 }, (view) => ofLogs(view, "retention_in_days"), [7, 7]],
    [
      "logKmsKeyArn",
      { logKmsKeyArn: OPTIONAL.logKmsKeyArn },
      (view) => ofLogs(view, "kms_key_id"),
      [OPTIONAL.logKmsKeyArn, OPTIONAL.logKmsKeyArn],
    ],
    [
      "alarmActionArns",
      { alarmActionArns: [...OPTIONAL.alarmActionArns] },
      ofAlarms,
      Array.from({ length: 8 }, () => OPTIONAL.alarmActionArns),
    ],
    [
      "workflowName",
      { workflowName: "w", workflowArn: `${WORKFLOW}/w` },
      (view) => variable(view, "WORKFLOW_NAME"),
      "w",
    ],
    [
      "backdatedWorkflowName",
      { backdatedWorkflowName: "b", backdatedWorkflowArn: `${WORKFLOW}/b` },
      (view) => variable(view, "BACKDATED_WORKFLOW_NAME"),
      "b",
    ],
  ])("%s", (_name, given, read, expected) => {
    expect(read(pipeline(given))).toEqual(expected);
  });

  it("all of them together", () => {
    const view = pipeline(all);
    expect(ofFunctions(view, "memory_size")).toEqual([1024, 3008]);
    expect(ofAlarms(view)).toEqual(Array.from({ length: 8 }, () => all.alarmActionArns));
  });
});

describe("several in one stack", () => {
  it("have addresses of their own", () => {
    const one = (stack: TerraformStack, id: string): void => {
      new DbSnapshotToS3(stack, id, { ...minimal(), identifierPrefix: id });
    };
    const view = synthesised((stack) => {
      one(stack, "housing");
      one(stack, "repairs");
    });
    expect(view.addresses).toHaveLength(2 * pipeline().addresses.length);
    expect(view.ofType("aws_sqs_queue").map((address) => view.raw(address)["name"])).toEqual(
      expect.arrayContaining(["housing-s3-to-s3-copier", "repairs-s3-to-s3-copier"]),
    );
  });

  it("cannot both have those of the module", () => {
    expect(() =>
      synthesised((stack) => {
        for (const id of ["housing", "repairs"])
          new DbSnapshotToS3(stack, id, { ...minimal(), identifierPrefix: id, addressPrefix: "" });
      }),
    ).toThrow(/repairs\/.*: .* exists already in stack stack; leave addressPrefix out/);
  });
});
