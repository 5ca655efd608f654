import { nameFrom, NAME_LIMIT, prefixLimit, type DerivedName } from "../shared/derived-name";

const lowerCased = (of: string, suffix: string, limit: number): DerivedName => ({
  of,
  suffix,
  limit,
  lowerCase: true,
});
const asItIs = (of: string, suffix: string, limit: number): DerivedName => ({
  of,
  suffix,
  limit,
  lowerCase: false,
});

/** Every name of the pipeline that is made from the identifier prefix. They are in use: changing one replaces it. */
export const PIPELINE_NAMES = {
  eventSubscription: lowerCased("RDS event subscription", "snapshot-to-s3", NAME_LIMIT.eventSubscription),
  topic: lowerCased("SNS topic", "rds-snapshot-to-s3", NAME_LIMIT.topic),
  deliveryLogRole: lowerCased("IAM role", "sns-cloudwatch-logging", NAME_LIMIT.role),
  exportQueue: lowerCased("SQS queue", "rds-snapshot-to-s3", NAME_LIMIT.queue),
  exportDeadLetterQueue: lowerCased("SQS queue", "rds-snapshot-to-s3-deadletter", NAME_LIMIT.queue),
  exportFunction: asItIs("Lambda function", "rds-snapshot-to-s3", NAME_LIMIT.function),
  exportFunctionRole: lowerCased("IAM role", "rds-snapshot-to-s3-lambda", NAME_LIMIT.role),
  exportServiceRole: lowerCased("IAM role", "rds-snapshot-export-service", NAME_LIMIT.role),
  copierQueue: lowerCased("SQS queue", "s3-to-s3-copier", NAME_LIMIT.queue),
  copierDeadLetterQueue: lowerCased("SQS queue", "s3-to-s3-copier-deadletter", NAME_LIMIT.queue),
  copierFunction: asItIs("Lambda function", "s3-to-s3-copier", NAME_LIMIT.function),
  /** The landing zone's bucket and key policies, in the other account, trust this exact name. */
  copierFunctionRole: lowerCased("IAM role", "s3-to-s3-copier-lambda", NAME_LIMIT.role),
  exportEventsRule: lowerCased("EventBridge rule", "export-events", NAME_LIMIT.eventRule),
  reconciliationScheduleGroup: lowerCased(
    "EventBridge schedule group",
    "snapshot-reconciliation",
    NAME_LIMIT.scheduleGroup,
  ),
  reconciliationSchedule: lowerCased("EventBridge schedule", "snapshot-reconciliation", NAME_LIMIT.schedule),
  reconciliationRole: lowerCased("IAM role", "snapshot-reconciliation", NAME_LIMIT.role),
  exportDeadLetterAlarm: lowerCased(
    "CloudWatch alarm",
    "rds-snapshot-to-s3-deadletter-not-empty",
    NAME_LIMIT.alarm,
  ),
  copierDeadLetterAlarm: lowerCased(
    "CloudWatch alarm",
    "s3-to-s3-copier-deadletter-not-empty",
    NAME_LIMIT.alarm,
  ),
  exportDeadLetteredAlarm: lowerCased(
    "CloudWatch alarm",
    "rds-snapshot-to-s3-dead-lettered",
    NAME_LIMIT.alarm,
  ),
  copierDeadLetteredAlarm: lowerCased("CloudWatch alarm", "s3-to-s3-copier-dead-lettered", NAME_LIMIT.alarm),
  exportOldMessageAlarm: lowerCased("CloudWatch alarm", "rds-snapshot-to-s3-old-message", NAME_LIMIT.alarm),
  copierOldMessageAlarm: lowerCased("CloudWatch alarm", "s3-to-s3-copier-old-message", NAME_LIMIT.alarm),
  skippedTablesAlarm: lowerCased("CloudWatch alarm", "s3-to-s3-copier-tables-skipped", NAME_LIMIT.alarm),
  oldestSnapshotAlarm: lowerCased(
    "CloudWatch alarm",
    "rds-snapshot-to-s3-snapshot-not-landed",
    NAME_LIMIT.alarm,
  ),
} as const satisfies Record<string, DerivedName>;

/** The pipeline's names for one identifier prefix. */
export type PipelineNames = Readonly<Record<keyof typeof PIPELINE_NAMES, string>>;

/**
 * @param identifierPrefix a text, or a Terraform expression
 * @param lower how to lower-case: JavaScript's for a text, Terraform's `lower` for an expression
 */
export function pipelineNames(identifierPrefix: string, lower: (text: string) => string): PipelineNames {
  const entries = Object.entries(PIPELINE_NAMES).map(([key, name]) => [
    key,
    nameFrom(identifierPrefix, name, lower),
  ]);
  return Object.fromEntries(entries) as PipelineNames;
}

const limit = prefixLimit(Object.values(PIPELINE_NAMES) as [DerivedName, ...DerivedName[]]);

/** The longest identifier prefix with which every name of the pipeline is short enough, in characters. */
export const maximumIdentifierPrefixLength = limit.maximum;

/** The name that a longer prefix makes too long first. */
export const tightestName: DerivedName = limit.tightest;
