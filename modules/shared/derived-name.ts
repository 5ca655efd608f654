/** How a name is made from the identifier prefix: `<prefix>-<suffix>`, in lower case or as it is. */
export interface DerivedName {
  /** What is named, with its service, for messages. */
  readonly of: string;
  readonly suffix: string;
  /** Whether AWS (buckets) or the names that are in use already (all but functions) ask for lower case. */
  readonly lowerCase: boolean;
  /** The longest name that AWS takes, in characters. */
  readonly limit: number;
}

/**
 * Longest names in characters, by service: IAM CreateRole, SQS CreateQueue, Lambda CreateFunction, S3 bucket naming
 * rules, SNS CreateTopic, RDS CreateEventSubscription ("less than 255"), CloudWatch PutMetricAlarm,
 * CloudWatch Logs CreateLogGroup, KMS CreateAlias (`alias/` counted), EventBridge PutRule, EventBridge Scheduler
 * CreateSchedule and CreateScheduleGroup.
 */
export const NAME_LIMIT = {
  role: 64,
  queue: 80,
  function: 64,
  bucket: 63,
  topic: 256,
  eventSubscription: 254,
  alarm: 255,
  logGroup: 512,
  alias: 256,
  eventRule: 64,
  schedule: 64,
  scheduleGroup: 64,
} as const;

/**
 * @param lower how to lower-case; Terraform's `lower` for a value that only Terraform will know
 * @returns the name
 */
export function nameFrom(
  identifierPrefix: string,
  name: DerivedName,
  lower: (text: string) => string,
): string {
  const full = `${identifierPrefix}-${name.suffix}`;
  return name.lowerCase ? lower(full) : full;
}

/** How long a prefix may be, and which name is the first to become too long. */
export interface PrefixLimit {
  /** Characters. */
  readonly maximum: number;
  readonly tightest: DerivedName;
}

/** @param names at least one; the first of several that are equally tight is named */
export function prefixLimit(names: readonly [DerivedName, ...DerivedName[]]): PrefixLimit {
  const room = (name: DerivedName): number => name.limit - name.suffix.length - 1;
  const tightest = names.reduce((least, name) => (room(name) < room(least) ? name : least));
  return { maximum: room(tightest), tightest };
}
