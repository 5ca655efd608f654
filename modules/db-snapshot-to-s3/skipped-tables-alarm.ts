import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Construct } from "constructs";
import { METRIC, METRICS_NAMESPACE, SERVICE } from "../../functions/shared/metrics";
import { addressed } from "../shared/address";
import type { PipelineNames } from "./names";
import type { PipelineSettings } from "./settings";

/** Seconds: the shortest period that every metric has. */
const PERIOD_SECONDS = 60;

/** Sounds when RDS left tables out of an export that it calls complete. */
export function skippedTablesAlarm(
  scope: Construct,
  settings: PipelineSettings,
  names: PipelineNames,
): CloudwatchMetricAlarm {
  return addressed(
    new CloudwatchMetricAlarm(scope, "skipped-tables-alarm", {
      alarmName: names.skippedTablesAlarm,
      alarmDescription:
        "RDS left tables out of an export that it calls complete: the copier's log names the snapshot and the tables.",
      namespace: METRICS_NAMESPACE,
      metricName: METRIC.tablesSkipped,
      dimensions: { service: SERVICE.copier, function_name: names.copierFunction },
      statistic: "Sum",
      period: PERIOD_SECONDS,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      treatMissingData: "notBreaching",
      alarmActions: settings.alarmActionArns,
      tags: settings.tags,
    }),
    "s3_to_s3_copier_tables_skipped",
  );
}
