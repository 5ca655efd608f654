import type { Construct } from "constructs";
import { METRIC, METRICS_NAMESPACE, SERVICE } from "../../functions/shared/metrics";
import { thresholdAlarm } from "../shared/threshold-alarm";
import type { PipelineNames } from "./names";
import type { PipelineSettings } from "./settings";

/** Sounds when RDS left tables out of an export that it calls complete. */
export function skippedTablesAlarm(scope: Construct, settings: PipelineSettings, names: PipelineNames): void {
  thresholdAlarm(scope, "skipped-tables-alarm", {
    alarmName: names.skippedTablesAlarm,
    description:
      "RDS left tables out of an export that it calls complete: the copier's log names the snapshot and the tables.",
    namespace: METRICS_NAMESPACE,
    metricName: METRIC.tablesSkipped,
    dimensions: { service: SERVICE.copier, function_name: names.copierFunction },
    statistic: "Sum",
    threshold: 0,
    actionArns: settings.alarmActionArns,
    tags: settings.tags,
    terraformName: "s3_to_s3_copier_tables_skipped",
  });
}
