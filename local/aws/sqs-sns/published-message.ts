import { createHash } from "node:crypto";
import type { QueryParameters } from "../protocols/query-protocol";

/** An attribute as SQS takes it. */
export type MessageAttribute = Readonly<
  Record<"DataType" | "StringValue" | "BinaryValue", string | undefined>
>;

/** A message that SNS has accepted. */
export interface PublishedMessage {
  readonly id: string;
  readonly topicArn: string;
  readonly subject: string | undefined;
  readonly message: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
  readonly groupId: string | undefined;
  readonly deduplicationId: string;
}

/** Reads the message of a Publish, or of one entry of a PublishBatch. */
export function publishedMessage(given: QueryParameters, topicArn: string, id: string): PublishedMessage {
  const message = given.optional("Message") ?? "";
  const attributes = given.groups("MessageAttributes").map(
    (entry) =>
      [
        entry.optional("Name") ?? "",
        {
          DataType: entry.optional("Value.DataType"),
          StringValue: entry.optional("Value.StringValue"),
          BinaryValue: entry.optional("Value.BinaryValue"),
        },
      ] as const,
  );
  return {
    id,
    topicArn,
    subject: given.optional("Subject"),
    message,
    attributes: Object.fromEntries(attributes),
    groupId: given.optional("MessageGroupId"),
    // With content-based deduplication SNS makes it of the body.
    deduplicationId:
      given.optional("MessageDeduplicationId") ?? createHash("sha256").update(message).digest("hex"),
  };
}

/** SNS's wrapping of a message, without raw delivery (sns-message-and-json-formats). */
export function envelope(
  { id, topicArn, subject, message, attributes }: PublishedMessage,
  subscriptionArn: string,
  region: string,
  time: Date,
): string {
  const host = `https://sns.${region}.amazonaws.com`;
  const shown = Object.entries(attributes).map(
    ([name, { DataType, StringValue, BinaryValue }]) =>
      [name, { Type: DataType, Value: StringValue ?? BinaryValue ?? "" }] as const,
  );
  return JSON.stringify({
    Type: "Notification",
    MessageId: id,
    TopicArn: topicArn,
    ...(subject === undefined ? {} : { Subject: subject }),
    Message: message,
    Timestamp: time.toISOString(),
    SignatureVersion: "1",
    Signature: "bm90IHNpZ25lZA==",
    SigningCertURL: `${host}/SimpleNotificationService-0000000000000000000000.pem`,
    UnsubscribeURL: `${host}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`,
    ...(shown.length === 0 ? {} : { MessageAttributes: Object.fromEntries(shown) }),
  });
}
