import type { SQSMessageAttributes, SQSRecord } from "aws-lambda";

/** An SQS record as Lambda hands it over. */
export function sqsRecord(body: string, given: Partial<SQSRecord> = {}): SQSRecord {
  return {
    messageId: "record-1",
    receiptHandle: "handle",
    body,
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: "0",
      SenderId: "sender",
      ApproximateFirstReceiveTimestamp: "0",
    },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:eu-west-2:123456789012:export",
    awsRegion: "eu-west-2",
    ...given,
  };
}

/** Attributes as Lambda hands them over. */
export function stringAttributes(values: Readonly<Record<string, string>>): SQSMessageAttributes {
  return Object.fromEntries(
    Object.entries(values).map(([name, stringValue]) => [name, { dataType: "String", stringValue }]),
  );
}

/** RDS's event of an instance, as it writes it. */
export function rdsEvent(time: Date, given: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    "Event Source": "db-instance",
    "Event Time": time.toISOString().replace("T", " ").replace("Z", ""),
    "Identifier Link": "https://console.aws.amazon.com/rds/home?region=eu-west-2#dbinstance:id=db1",
    "Source ID": "db1",
    "Source ARN": "arn:aws:rds:eu-west-2:123456789012:db:db1",
    "Event ID":
      "http://docs.amazonwebservices.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html#RDS-EVENT-0002",
    "Event Message": "Finished DB Instance backup",
    Tags: {},
    ...given,
  };
}

export const STARTED = {
  "Event ID": "http://docs.amazonwebservices.com/AmazonRDS/latest/UserGuide/USER_Events.html#RDS-EVENT-0001",
  "Event Message": "Backing up DB instance",
};

/** The envelope in which SNS delivers to SQS. */
export function snsEnvelope(message: unknown): string {
  return JSON.stringify({
    Type: "Notification",
    MessageId: "5f8d2b1e-0000-5000-8000-000000000001",
    TopicArn: "arn:aws:sns:eu-west-2:123456789012:rds-snapshot-to-s3",
    Subject: "RDS Notification Message",
    Message: typeof message === "string" ? message : JSON.stringify(message),
    Timestamp: "2024-03-01T00:10:00.000Z",
    SignatureVersion: "1",
    Signature: "signature",
    SigningCertURL: "https://sns.eu-west-2.amazonaws.com/cert.pem",
    UnsubscribeURL: "https://sns.eu-west-2.amazonaws.com/?Action=Unsubscribe",
  });
}

export const GREETING =
  "This is a message to notify that RDS will attempt to send you event notifications for the subscription db1.";
