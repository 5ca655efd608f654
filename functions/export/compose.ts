import type { AwsAccess } from "../shared/aws-clients";
import { batchHandler, type BatchHandler } from "../shared/batch";
import type { Clock } from "../shared/clock";
import { SERVICE } from "../shared/metrics";
import { powertoolsLog, powertoolsMetrics } from "../shared/observability";
import type { Log, MetricsRecorder } from "../shared/ports";
import { s3LandingRecords } from "../shared/s3-landing-records";
import { sqsQueues } from "../shared/sqs-queues";
import { copierQueue } from "./copier-queue";
import { parseExportEnvironment } from "./environment";
import { exportHandler } from "./handler";
import { landingsFrom } from "./past-landings";
import { exportRds } from "./rds";

/** What the export function is made of. */
export interface ExportComposition extends AwsAccess {
  /** Such as `process.env`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** @default Powertools' logger */
  readonly log?: Log;
  /** @default Powertools' metrics */
  readonly metrics?: MetricsRecorder;
}

/** Puts the export function together. @throws EnvironmentError that lists every wrong variable */
export function composeExport({
  environment,
  clock,
  log = powertoolsLog(SERVICE.export),
  metrics,
  ...access
}: ExportComposition): BatchHandler {
  const settings = parseExportEnvironment(environment);
  const queues = sqsQueues(access);
  const handle = exportHandler({
    rds: exportRds(access, settings),
    copier: copierQueue(queues, settings.COPIER_QUEUE_ARN),
    clock,
    log,
    bucket: settings.S3_BUCKET_NAME,
    rules: {
      landedSnapshots: settings.LANDED_SNAPSHOTS,
      ignoredTags: settings.IGNORED_SNAPSHOT_TAGS,
      ignoredNames: settings.IGNORED_SNAPSHOT_NAMES,
    },
    landings: landingsFrom(s3LandingRecords(access, settings.S3_BUCKET_NAME)),
    reconciliationWindowInDays: settings.RECONCILIATION_WINDOW_IN_DAYS,
  });
  return batchHandler(handle, {
    service: SERVICE.export,
    deadLetterQueueArn: settings.DEAD_LETTER_QUEUE_ARN,
    queues,
    clock,
    log,
    metrics: metrics ?? powertoolsMetrics(SERVICE.export, environment),
  });
}
