/** Names of the simulated account. What the handlers read and the invariants compare comes from here. */
export const REGION = "eu-west-2";
export const ACCOUNT = "123456789012";
export const EXPORT_BUCKET = "export-bucket";
export const ZONE_BUCKET = "zone-bucket";
export const SERVICE_AREA = "housing";
export const WORKFLOW = "workflow";
export const BACKDATED_WORKFLOW = "backdated-workflow";

/** When every run begins: two days before a leap day, in milliseconds since 1970. */
export const RUN_START = Date.UTC(2024, 1, 27, 6);

export type QueueName = "export" | "copier";
export type FunctionName = QueueName;

export function queueArn(name: string): string {
  return `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
}

/** Where a function puts its letters, and SQS what was received too often. */
export function deadLetterQueue(name: QueueName): string {
  return `${name}-dead`;
}

export function snapshotArn(name: string): string {
  return `arn:aws:rds:${REGION}:${ACCOUNT}:snapshot:${name}`;
}

/** YYYYMMDD under which a snapshot lands: of its time in UTC, or the day in a backdated name. */
export function landingDay(name: string, createTime: number): string {
  const backdated = /^sql-to-parquet-(\d{4})-(\d\d)-(\d\d)-backdated$/.exec(name);
  if (backdated !== null) return backdated.slice(1).join("");
  return new Date(createTime).toISOString().slice(0, 10).replaceAll("-", "");
}

/** The folder of a table's files in the landing zone, with a slash at the end. */
export function zoneFolder(database: string, table: string, day: string): string {
  const [year, month, date] = [day.slice(0, 4), day.slice(4, 6), day.slice(6)];
  const partition = `import_year=${year}/import_month=${month}/import_day=${date}/import_date=${day}`;
  return `${SERVICE_AREA}/${database}/${table}/${partition}/`;
}
