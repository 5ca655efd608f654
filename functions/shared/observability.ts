import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { METRIC, METRICS_NAMESPACE, type ServiceName } from "./metrics";
import type { Log, MetricsRecorder } from "./ports";

/** Powertools' logger behind the {@link Log} port: JSON lines with the function's service name. */
export function powertoolsLog(serviceName: ServiceName): Log {
  const logger = new Logger({ serviceName });
  return {
    info: (message, fields) => {
      logger.info(message, { ...fields });
    },
    warn: (message, fields) => {
      logger.warn(message, { ...fields });
    },
    error: (message, fields) => {
      logger.error(message, { ...fields });
    },
  };
}

/** Of the metrics that are no counts. */
const UNITS: Partial<Record<keyof typeof METRIC, (typeof MetricUnit)[keyof typeof MetricUnit]>> = {
  bytesCopied: MetricUnit.Bytes,
  oldestSnapshotNotLanded: MetricUnit.Seconds,
};

/**
 * Powertools' metrics behind the {@link MetricsRecorder} port: written as log lines that CloudWatch reads (EMF).
 *
 * @param environment Lambda's own variables: the function's name is a dimension
 */
export function powertoolsMetrics(
  serviceName: ServiceName,
  environment: Readonly<Record<string, string | undefined>>,
): MetricsRecorder {
  const metrics = new Metrics({
    namespace: METRICS_NAMESPACE,
    serviceName,
    // Several pipelines may run in one account.
    defaultDimensions: { function_name: environment["AWS_LAMBDA_FUNCTION_NAME"] ?? serviceName },
  });
  return {
    add: (metric, value) => {
      metrics.addMetric(METRIC[metric], UNITS[metric] ?? MetricUnit.Count, value);
    },
    addOfInstance: (instance, metric, value) => {
      const single = metrics.singleMetric();
      single.addDimension("instance", instance);
      single.addMetric(METRIC[metric], UNITS[metric] ?? MetricUnit.Count, value);
    },
    flush: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}
