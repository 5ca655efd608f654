import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Construct } from "constructs";
import { addressed } from "./address";

/** Seconds: the shortest period that every metric has. */
const PERIOD_SECONDS = 60;

export interface ThresholdAlarmProps {
  readonly alarmName: string;
  readonly description: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: "Maximum" | "Sum";
  /** It sounds with the first minute above this. */
  readonly threshold: number;
  /** Topics and other actions of the alarm; may be empty. */
  readonly actionArns: string[];
  readonly tags: Readonly<Record<string, string>>;
  /** Name in Terraform, where addresses are fixed. */
  readonly terraformName: string;
}

/**
 * An alarm that sounds as soon as a metric is above a threshold for one minute. No data is no alarm: functions write
 * their metrics, and SQS those of a queue, only when something happens.
 */
export function thresholdAlarm(
  scope: Construct,
  id: string,
  props: ThresholdAlarmProps,
): CloudwatchMetricAlarm {
  return addressed(
    new CloudwatchMetricAlarm(scope, id, {
      alarmName: props.alarmName,
      alarmDescription: props.description,
      namespace: props.namespace,
      metricName: props.metricName,
      dimensions: props.dimensions,
      statistic: props.statistic,
      period: PERIOD_SECONDS,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: props.threshold,
      treatMissingData: "notBreaching",
      alarmActions: props.actionArns,
      tags: props.tags,
    }),
    props.terraformName,
  );
}
