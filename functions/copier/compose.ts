import { RDSClient } from "@aws-sdk/client-rds";
import { clientConfiguration, type AwsAccess } from "../shared/aws-clients";
import { batchHandler, type BatchHandler } from "../shared/batch";
import type { Clock } from "../shared/clock";
import { SERVICE } from "../shared/metrics";
import { powertoolsLog, powertoolsMetrics } from "../shared/observability";
import type { Log, MetricsRecorder } from "../shared/ports";
import { findExportTask, listExportTasks } from "../shared/rds-export-tasks";
import { s3LandingRecords } from "../shared/s3-landing-records";
import { sqsQueues } from "../shared/sqs-queues";
import { parseCopierEnvironment } from "./environment";
import { copierHandler } from "./handler";
import { COPY_CONCURRENCY } from "./land";
import { s3Storage } from "./storage";
import { glueWorkflows } from "./workflow";

/** What the copier is made of. */
export interface CopierComposition extends AwsAccess {
  /** Such as `process.env`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** @default Powertools' logger */
  readonly log?: Log;
  /** @default Powertools' metrics */
  readonly metrics?: MetricsRecorder;
}

/** Puts the copier together. @throws EnvironmentError that lists every wrong variable */
export function composeCopier({
  environment,
  clock,
  log,
  metrics,
  ...access
}: CopierComposition): BatchHandler {
  const settings = parseCopierEnvironment(environment);
  const lines = log ?? powertoolsLog(SERVICE.copier);
  const rds = new RDSClient(
    clientConfiguration(access, { maxSockets: 4, timeoutSeconds: 30, maxAttempts: 4 }),
  );
  const records = s3LandingRecords(access, settings.EXPORT_BUCKET_NAME);
  const handle = copierHandler({
    rds: {
      findExportTask: (id) => findExportTask(rds, id),
      exportTasksOf: (arn) => listExportTasks(rds, "source-arn", [arn]),
      exportTasksInto: (bucket) => listExportTasks(rds, "s3-bucket", [bucket]),
    },
    storage: s3Storage(access, {
      zoneBucket: settings.BUCKET_DESTINATION,
      concurrency: COPY_CONCURRENCY,
      log: lines,
    }),
    records,
    workflows: glueWorkflows(access),
    environment: settings,
    clock,
    log: lines,
  });
  return batchHandler(handle, {
    service: SERVICE.copier,
    deadLetterQueueArn: settings.DEAD_LETTER_QUEUE_ARN,
    queues: sqsQueues(access),
    clock,
    log: lines,
    records,
    metrics: metrics ?? powertoolsMetrics(SERVICE.copier, environment),
  });
}
