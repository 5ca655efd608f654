import { reconcileMessageSchema } from "../../../functions/export/reconcile-message";
import { METRIC, METRICS_NAMESPACE, SERVICE } from "../../../functions/shared/metrics";
import type { DbSnapshotToS3Props } from "../../../modules/db-snapshot-to-s3/props";
import { PipelineSettingsError } from "../../../modules/db-snapshot-to-s3/settings";
import type { StackView } from "../../support/synth";
import { minimal, pipeline } from "../support/pipeline";

const SCHEDULE = "aws_scheduler_schedule.snapshot_reconciliation";
const schedule = (view: StackView) => view.raw(SCHEDULE);
const daysOfFunction = (view: StackView): unknown =>
  view.raw("aws_lambda_function.rds_snapshot_to_s3_lambda")["environment"];

describe("looking for what has not landed", () => {
  const view = pipeline();

  it("happens every six hours, on time, to the export queue, as the role that may do just that", () => {
    expect(schedule(view)).toMatchObject({
      count: 1,
      name: "dataplatform-stg-snapshot-reconciliation",
      group_name: "${aws_scheduler_schedule_group.snapshot_reconciliation.name}",
      schedule_expression: "rate(360 minutes)",
      flexible_time_window: { mode: "OFF" },
      target: {
        arn: "${aws_sqs_queue.rds_snapshot_to_s3.arn}",
        role_arn: "${aws_iam_role.snapshot_reconciliation.arn}",
      },
      depends_on: [
        "aws_iam_role_policy_attachment.snapshot_reconciliation",
        "aws_lambda_function.rds_snapshot_to_s3_lambda",
      ],
    });
  });

  it.each<[string, Partial<DbSnapshotToS3Props>, number, string]>([
    ["by default", {}, 1, "7"],
    ["every hour, far back", { reconciliationIntervalInHours: 1, reconciliationWindowInDays: 20 }, 1, "20"],
    ["never, when it is switched off", { reconciliationIntervalInHours: 0 }, 0, "0"],
    ["never, without instances", { rdsInstanceIds: [] }, 0, "0"],
  ])("happens %s, and the function knows", (_when, given, count, days) => {
    const other = pipeline(given);
    expect(schedule(other)["count"]).toBe(count);
    expect(daysOfFunction(other)).toMatchObject({ variables: { RECONCILIATION_WINDOW_IN_DAYS: days } });
  });

  it("remembers the first apply, whether it happens or not", () => {
    for (const given of [{}, { reconciliationIntervalInHours: 0 }])
      expect(pipeline(given).raw("terraform_data.first_apply")).toEqual({
        input: { at: "${plantimestamp()}" },
        lifecycle: { ignore_changes: ["input"] },
      });
  });

  it("sends what the export function reads", () => {
    const { target } = view.resolved(SCHEDULE) as { target: { input: string } };
    // Scheduler writes the time there, and knows the words by their angle brackets.
    const sent = target.input.replace("<aws.scheduler.scheduled-time>", "2024-03-01T06:00:00Z");
    expect(reconcileMessageSchema.parse(JSON.parse(sent))).toEqual({
      Reconcile: {
        Instances: ["housing-stg"],
        Since: expect.any(Date),
        WindowInDays: 7,
        IntervalInHours: 6,
        ScheduledTime: new Date("2024-03-01T06:00:00Z"),
      },
    });
  });

  it("sounds an alarm for a snapshot that is a day old", () => {
    expect(view.raw("aws_cloudwatch_metric_alarm.rds_snapshot_to_s3_snapshot_not_landed")).toMatchObject({
      namespace: METRICS_NAMESPACE,
      metric_name: METRIC.oldestSnapshotNotLanded,
      dimensions: { service: SERVICE.export, function_name: "DataPlatform-stg-rds-snapshot-to-s3" },
      statistic: "Maximum",
      comparison_operator: "GreaterThanThreshold",
      threshold: 86_400,
    });
  });
});

describe("more instances than a message can name", () => {
  const instances = (count: number): string[] =>
    Array.from({ length: count }, (_, n) => `i${n}`.padEnd(63, "i"));

  it("are refused", () => {
    expect(problems({ rdsInstanceIds: instances(4000) })).toEqual([
      "rdsInstanceIds: expected a list of at most 260000 characters as JSON, since a message of EventBridge Scheduler has room for no more, or reconciliationIntervalInHours = 0; got 4000 instances.",
    ]);
  });

  it("are not when nobody looks, nor are fewer", () => {
    expect(problems({ rdsInstanceIds: instances(4000), reconciliationIntervalInHours: 0 })).toEqual([]);
    expect(problems({ rdsInstanceIds: instances(3900) })).toEqual([]);
  });
});

describe("a window", () => {
  const given = (days: number, hours: number): Partial<DbSnapshotToS3Props> => ({
    reconciliationWindowInDays: days,
    reconciliationIntervalInHours: hours,
  });

  it.each([
    [1, 12],
    [1, 24],
    [7, 84],
    [14, 168],
  ])(
    "of %i days is refused with %i hours between two looks: some snapshot is found by one look only",
    (days, hours) => {
      expect(problems(given(days, hours))).toEqual([
        `reconciliationWindowInDays: expected more than twice reconciliationIntervalInHours, in days of 24 hours, so that two looks find each snapshot and one of them may be lost; got ${days} and ${hours}.`,
      ]);
    },
  );

  it.each([
    [1, 0],
    [1, 11],
    [7, 6],
    [7, 83],
    [15, 168],
  ])("of %i days is right with %i hours between two looks", (days, hours) => {
    expect(problems(given(days, hours))).toEqual([]);
  });

  it("is compared with the default interval, and the default window with an interval", () => {
    expect(problems({ reconciliationWindowInDays: 1 })).toEqual([]);
    expect(problems({ reconciliationIntervalInHours: 168 })).toHaveLength(1);
  });

  it("that is wrong by itself is not compared", () => {
    expect(problems(given(0, 12))).toEqual([expect.stringContaining("(rule: range)")]);
    expect(problems(given(1, 169))).toEqual([expect.stringContaining("(rule: range)")]);
  });
});

function problems(given: Partial<DbSnapshotToS3Props>): readonly string[] {
  try {
    pipeline({ ...minimal(), ...given });
  } catch (error) {
    if (error instanceof PipelineSettingsError) return error.problems;
    throw error;
  }
  return [];
}
