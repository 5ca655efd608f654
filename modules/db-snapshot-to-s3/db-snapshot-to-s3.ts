import type { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import type { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Construct } from "constructs";
import type { CopierEnvironment } from "../../functions/copier/environment";
import type { ExportEnvironment } from "../../functions/export/environment";
import { fixAddresses } from "../shared/address";
import { AwsAccount } from "../shared/aws-account";
import type { Bundle } from "../shared/bundle";
import { lowerCased } from "../shared/lower-cased";
import { jsonText } from "../shared/json-text";
import { keepToOneProvider } from "../shared/one-provider";
import { setProvider } from "../shared/provider";
import { QueueWithDeadLetters } from "../shared/queue-with-dead-letters";
import { copierPermissions } from "./copier-permissions";
import { deadLetteredAlarms } from "./dead-lettered-alarms";
import { deliverExportEvents, exportEventsRule } from "./export-events";
import { exportPermissions } from "./export-permissions";
import { ExportService } from "./export-service";
import { pipelineNames, type PipelineNames } from "./names";
import { oldestSnapshotAlarm } from "./oldest-snapshot-alarm";
import type {
  PipelineEvents,
  PipelineExportService,
  PipelineFunction,
  PipelineQueue,
} from "./pipeline-parts";
import type { DbSnapshotToS3Props } from "./props";
import { QueueFunction } from "./queue-function";
import { copierQueueKeyStatements, exportQueueKeyStatements } from "./queue-keys";
import { daysLookedBack, Reconciliation } from "./reconciliation";
import { pipelineSettings, settingsPreconditions, type PipelineSettings } from "./settings";
import { skippedTablesAlarm } from "./skipped-tables-alarm";
import { SnapshotEvents } from "./snapshot-events";

/**
 * Snapshots of RDS instances, exported as Parquet by RDS and copied into a landing zone, which may be in another
 * account.
 *
 * @throws PipelineSettingsError when inputs are missing or wrong, or do not go together
 * @throws ProviderError when the provider is not AWS's, or another stack's
 */
export class DbSnapshotToS3 extends Construct {
  /** Queue of the snapshots to export. */
  readonly exportQueue: PipelineQueue;
  readonly snapshotEvents: PipelineEvents;
  readonly exportService: PipelineExportService;
  /** Queue of the exports to copy. */
  readonly copierQueue: PipelineQueue;
  /** Starts the exports. */
  readonly exportFunction: PipelineFunction;
  /** Copies what was exported into the landing zone. */
  readonly copierFunction: PipelineFunction;
  /** @internal The code of both functions. */
  readonly bundles: readonly Bundle[];

  private readonly settings: PipelineSettings;
  private readonly names: PipelineNames;
  private readonly account: AwsAccount;

  constructor(scope: Construct, id: string, props: DbSnapshotToS3Props) {
    super(scope, id);
    const settings = (this.settings = pipelineSettings(this, props));
    fixAddresses(this, settings.addressPrefix);
    setProvider(this, settings.provider);
    const names = (this.names = pipelineNames(settings.identifierPrefix, lowerCased));
    this.account = AwsAccount.of(this);

    const exportQueue = (this.exportQueue = this.createExportQueue());
    this.snapshotEvents = new SnapshotEvents(this, "snapshot-events", settings, names, exportQueue);
    this.exportService = new ExportService(this, "export-service", settings, names);
    const copierQueue = (this.copierQueue = this.createCopierQueue());
    const exportFunction = this.createExportFunction(exportQueue, copierQueue);
    this.exportFunction = exportFunction;
    const rule = exportEventsRule(this, settings, names);
    const queuePolicy = letSend(copierQueue, exportFunction.role.arn, rule);
    new Reconciliation(this, "reconciliation", settings, names, exportQueue, exportFunction.lambda);
    const copierFunction = (this.copierFunction = this.createCopierFunction(copierQueue));
    deliverExportEvents(this, rule, copierQueue, [queuePolicy, copierFunction.lambda]);
    this.bundles = [exportFunction.bundle, copierFunction.bundle];
    deadLetteredAlarms(this, settings, names);
    skippedTablesAlarm(this, settings, names);
    oldestSnapshotAlarm(this, settings, names);
    keepToOneProvider(this);
  }

  /** Stage 2: fed by the topic, read by the export function. */
  private createExportQueue(): QueueWithDeadLetters {
    const { settings, names } = this;
    return new QueueWithDeadLetters(this, "export-queue", {
      queueName: names.exportQueue,
      deadLetterQueueName: names.exportDeadLetterQueue,
      deadLetterAlarmName: names.exportDeadLetterAlarm,
      oldMessageAlarmName: names.exportOldMessageAlarm,
      alarmActionArns: settings.alarmActionArns,
      keyDescription: `${settings.project} - ${settings.environment} - rds-snapshot-to-s3 KMS Key`,
      keyStatements: exportQueueKeyStatements(this.account, names.topic),
      tags: settings.tags,
      terraformName: "rds_snapshot_to_s3",
    });
  }

  /** Stage 3: starts RDS's export of a snapshot, and tells the copier which one to wait for. */
  private createExportFunction(
    exportQueue: QueueWithDeadLetters,
    copierQueue: QueueWithDeadLetters,
  ): QueueFunction<ExportEnvironment> {
    const { settings, names, exportService } = this;
    return new QueueFunction<ExportEnvironment>(this, "export-function", {
      settings,
      queue: exportQueue,
      source: "export",
      functionName: names.exportFunction,
      roleName: names.exportFunctionRole,
      description: "Starts the export of RDS snapshots to S3.",
      zipName: "rds-snapshot-to-s3.zip",
      memorySize: settings.exportLambdaMemorySize,
      environment: {
        IAM_ROLE_ARN: exportService.roleArn,
        KMS_KEY_ID: settings.rdsExportStorageKmsKeyId,
        S3_BUCKET_NAME: settings.rdsExportStorageBucketId,
        LANDED_SNAPSHOTS: settings.landedSnapshots,
        IGNORED_SNAPSHOT_TAGS: jsonText(settings.ignoredSnapshotTags),
        IGNORED_SNAPSHOT_NAMES: jsonText(settings.ignoredSnapshotNames),
        RECONCILIATION_WINDOW_IN_DAYS: daysLookedBack(settings),
        COPIER_QUEUE_ARN: copierQueue.queue.arn,
        DEAD_LETTER_QUEUE_ARN: exportQueue.deadLetterQueue.arn,
      },
      permissions: exportPermissions(settings, this.account, exportService.roleArn, copierQueue),
      terraformName: "rds_snapshot_to_s3_lambda",
      mappingTerraformName: "event_source_mapping",
    });
  }

  /** Stage 4: fed by the export function, read by the copier. */
  private createCopierQueue(): QueueWithDeadLetters {
    const { settings, names } = this;
    return new QueueWithDeadLetters(this, "copier-queue", {
      queueName: names.copierQueue,
      deadLetterQueueName: names.copierDeadLetterQueue,
      deadLetterAlarmName: names.copierDeadLetterAlarm,
      oldMessageAlarmName: names.copierOldMessageAlarm,
      alarmActionArns: settings.alarmActionArns,
      keyDescription: `${settings.project} - ${settings.environment} - s3-to-s3-copier KMS Key`,
      keyStatements: copierQueueKeyStatements(this.account, names.exportEventsRule),
      tags: settings.tags,
      terraformName: "s3_to_s3_copier",
    });
  }

  /** Stage 5: waits for the export, copies it into the landing zone, and starts the Glue workflow. */
  private createCopierFunction(copierQueue: QueueWithDeadLetters): QueueFunction<CopierEnvironment> {
    const { settings, names } = this;
    const precondition = settingsPreconditions(settings);
    return new QueueFunction<CopierEnvironment>(this, "copier-function", {
      settings,
      queue: copierQueue,
      source: "copier",
      functionName: names.copierFunction,
      roleName: names.copierFunctionRole,
      description: "Copies exported RDS snapshots into the landing zone.",
      zipName: "s3-to-s3-export-copier.zip",
      memorySize: settings.copierLambdaMemorySize,
      environment: {
        EXPORT_BUCKET_NAME: settings.rdsExportStorageBucketId,
        BUCKET_DESTINATION: settings.zoneBucketId,
        SERVICE_AREA: settings.serviceArea,
        ON_SKIPPED_TABLES: settings.onSkippedTables,
        WORKFLOW_NAME: settings.workflowName,
        BACKDATED_WORKFLOW_NAME: settings.backdatedWorkflowName,
        DEAD_LETTER_QUEUE_ARN: copierQueue.deadLetterQueue.arn,
      },
      permissions: copierPermissions(settings),
      terraformName: "s3_to_s3_copier_lambda",
      mappingTerraformName: "s3_to_s3_copier_mapping",
      ...(precondition.length > 0 && { lifecycle: { precondition } }),
    });
  }
}

/** Lets the export function tell the copier what it has started, and EventBridge what has ended. */
function letSend(
  copierQueue: QueueWithDeadLetters,
  roleArn: string,
  rule: CloudwatchEventRule,
): SqsQueuePolicy {
  return copierQueue.allow("s3_copier_to_s3", [
    {
      sid: "StartedExports",
      actions: ["sqs:SendMessage"],
      resources: [copierQueue.queue.arn],
      principals: [{ type: "AWS", identifiers: [roleArn] }],
    },
    {
      sid: "EndedExports",
      actions: ["sqs:SendMessage"],
      resources: [copierQueue.queue.arn],
      principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
      conditions: [{ test: "ArnEquals", variable: "aws:SourceArn", values: [rule.arn] }],
    },
  ]);
}
