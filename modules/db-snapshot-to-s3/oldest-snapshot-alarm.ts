import type { Construct } from "constructs";
import { METRIC, METRICS_NAMESPACE, SERVICE } from "../../functions/shared/metrics";
import { thresholdAlarm } from "../shared/threshold-alarm";
import type { PipelineNames } from "./names";
import type { PipelineSettings } from "./settings";

/** A day: the next snapshot of the instance is due, and its export would stand behind this one's. */
const OLD_SNAPSHOT_SECONDS = 86_400;

/** Sounds with every look for snapshots that finds one a day old which has not landed. */
export function oldestSnapshotAlarm(
  scope: Construct,
  settings: PipelineSettings,
  names: PipelineNames,
): void {
  thresholdAlarm(scope, "oldest-snapshot-alarm", {
    alarmName: names.oldestSnapshotAlarm,
    description:
      `A snapshot is older than ${OLD_SNAPSHOT_SECONDS / 3600} hours and has not landed: the log of ` +
      `${names.exportFunction} names it and says what is done about it; the metric's dimension instance says whose.`,
    namespace: METRICS_NAMESPACE,
    metricName: METRIC.oldestSnapshotNotLanded,
    dimensions: { service: SERVICE.export, function_name: names.exportFunction },
    statistic: "Maximum",
    threshold: OLD_SNAPSHOT_SECONDS,
    actionArns: settings.alarmActionArns,
    tags: settings.tags,
    terraformName: "rds_snapshot_to_s3_snapshot_not_landed",
  });
}
