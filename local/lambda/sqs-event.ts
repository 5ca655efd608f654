import type { Message, MessageSystemAttributeName } from "@aws-sdk/client-sqs";
import type { SQSEvent, SQSMessageAttributes, SQSRecord } from "aws-lambda";

/** A received message, all of whose parts are there. */
export type ReceivedMessage = Message & {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
};

export function isWhole(message: Message): message is ReceivedMessage {
  return message.MessageId !== undefined && message.ReceiptHandle !== undefined && message.Body !== undefined;
}

/**
 * The event that Lambda's event source mapping makes of a batch (with-sqs, "Example standard queue message event").
 *
 * @throws Error when a message lacks what SQS sends with each message
 */
export function sqsEvent(messages: readonly ReceivedMessage[], queueArn: string, region: string): SQSEvent {
  return { Records: messages.map((message) => sqsRecord(message, queueArn, region)) };
}

function sqsRecord(message: ReceivedMessage, queueArn: string, region: string): SQSRecord {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: {
      ...message.Attributes,
      ApproximateReceiveCount: systemAttribute(message, "ApproximateReceiveCount"),
      SentTimestamp: systemAttribute(message, "SentTimestamp"),
      SenderId: systemAttribute(message, "SenderId"),
      ApproximateFirstReceiveTimestamp: systemAttribute(message, "ApproximateFirstReceiveTimestamp"),
    },
    messageAttributes: messageAttributes(message),
    ...(message.MD5OfMessageAttributes === undefined
      ? {}
      : { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
    md5OfBody: message.MD5OfBody ?? "",
    eventSource: "aws:sqs",
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

function systemAttribute(message: ReceivedMessage, name: MessageSystemAttributeName): string {
  const value = message.Attributes?.[name];
  if (value === undefined) throw new Error(`message ${message.MessageId} came without ${name}`);
  return value;
}

function messageAttributes(message: ReceivedMessage): SQSMessageAttributes {
  return Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, given]) => [
      name,
      {
        ...(given.StringValue === undefined ? {} : { stringValue: given.StringValue }),
        ...(given.BinaryValue === undefined
          ? {}
          : { binaryValue: Buffer.from(given.BinaryValue).toString("base64") }),
        stringListValues: [] as never[],
        binaryListValues: [] as never[],
        dataType: given.DataType ?? "String",
      },
    ]),
  );
}
