import type { Construct } from "constructs";
import { METRIC, METRICS_NAMESPACE, SERVICE } from "../../functions/shared/metrics";
import { thresholdAlarm } from "../shared/threshold-alarm";
import type { PipelineNames } from "./names";
import type { PipelineSettings } from "./settings";

/**
 * Alarms that sound for each dead letter that a function writes. The alarms on the dead-letter queues stay in alarm
 * while a single letter lies there, and tell nobody of the next one.
 */
export function deadLetteredAlarms(scope: Construct, settings: PipelineSettings, names: PipelineNames): void {
  const common = {
    namespace: METRICS_NAMESPACE,
    metricName: METRIC.messageDeadLettered,
    statistic: "Sum",
    threshold: 0,
    actionArns: settings.alarmActionArns,
    tags: settings.tags,
  } as const;
  thresholdAlarm(scope, "export-dead-lettered-alarm", {
    ...common,
    alarmName: names.exportDeadLetteredAlarm,
    description: description(names.exportFunction, names.exportDeadLetterQueue),
    dimensions: { service: SERVICE.export, function_name: names.exportFunction },
    terraformName: "rds_snapshot_to_s3_dead_lettered",
  });
  thresholdAlarm(scope, "copier-dead-lettered-alarm", {
    ...common,
    alarmName: names.copierDeadLetteredAlarm,
    description: description(names.copierFunction, names.copierDeadLetterQueue),
    dimensions: { service: SERVICE.copier, function_name: names.copierFunction },
    terraformName: "s3_to_s3_copier_dead_lettered",
  });
}

function description(functionName: string, deadLetterQueueName: string): string {
  return (
    `${functionName} has put a message into ${deadLetterQueueName}, perhaps beside earlier ones: the newest letter ` +
    "says which snapshot, why, and what to do."
  );
}
