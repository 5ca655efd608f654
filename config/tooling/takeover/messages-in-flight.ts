/** Bodies of messages that wait in the queues while the modules are replaced, as the replaced module writes them. */
export const MESSAGES_IN_FLIGHT = {
  /** RDS's events in SNS's envelope. The replaced export function sends the same body back while it waits. */
  "platform-dev-rds-snapshot-to-s3": [
    envelope("RDS-EVENT-0001", "Backing up DB instance"),
    envelope("RDS-EVENT-0002", "Finished DB Instance backup"),
  ],
  /** What the export function tells the copier. */
  "platform-dev-s3-to-s3-copier": [
    JSON.stringify({
      ExportTaskIdentifier: "rds-housing-dev-2026-11-21-01-04",
      ExportBucket: "platform-dev-rds-export-storage",
    }),
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

function envelope(event: string, message: string): string {
  return JSON.stringify({
    Type: "Notification",
    MessageId: "8b1a9953-c461-5e70-9f3e-0c2f9d1f6a51",
    TopicArn: "arn:aws:sns:eu-west-2:123456789012:platform-dev-rds-snapshot-to-s3",
    Subject: "RDS Notification Message",
    Message: JSON.stringify({
      "Event Source": "db-instance",
      "Event Time": "2026-11-21 01:04:07.412",
      "Identifier Link": "https://console.aws.amazon.com/rds/home?region=eu-west-2#dbinstance:id=housing-dev",
      "Source ID": "housing-dev",
      "Source ARN": "arn:aws:rds:eu-west-2:123456789012:db:housing-dev",
      "Event ID": `http://docs.amazonwebservices.com/AmazonRDS/latest/UserGuide/USER_Events.html#${event}`,
      "Event Message": message,
    }),
    Timestamp: "2026-11-21T01:04:09.120Z",
    SignatureVersion: "1",
  });
}
