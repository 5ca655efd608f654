import type { HttpResponse } from "@smithy/core/protocols";
import { createHash } from "node:crypto";
import { refuse, response } from "./answers";

export interface SentMessage {
  readonly id: string;
  readonly body: string;
  /** Seconds. */
  readonly delaySeconds: number;
  readonly attributes: Readonly<Record<string, { readonly DataType: string; readonly StringValue: string }>>;
  readonly sentAt: Date;
}

interface SendMessage {
  readonly QueueUrl: string;
  readonly MessageBody: string;
  readonly DelaySeconds?: number;
  readonly MessageAttributes?: SentMessage["attributes"];
}

/** SQS as far as the functions use it; refuses what AWS refuses. */
export class FakeSqs {
  /** Messages by the queue's name, oldest first. */
  readonly queues = new Map<string, SentMessage[]>();
  private sent = 0;

  constructor(private readonly now: () => Date) {}

  messages(queue: string): SentMessage[] {
    let messages = this.queues.get(queue);
    if (messages === undefined) this.queues.set(queue, (messages = []));
    return messages;
  }

  answer(action: string, input: unknown): HttpResponse {
    if (action === "GetQueueUrl") {
      const { QueueName } = input as { QueueName: string };
      if (!this.queues.has(QueueName)) refuse("QueueDoesNotExist", `no queue ${QueueName}`);
      return json({ QueueUrl: `https://sqs.eu-west-2.amazonaws.com/123456789012/${QueueName}` });
    }
    return this.send(input as SendMessage);
  }

  private send({
    QueueUrl,
    MessageBody,
    DelaySeconds = 0,
    MessageAttributes = {},
  }: SendMessage): HttpResponse {
    const queue = this.queues.get(QueueUrl.slice(QueueUrl.lastIndexOf("/") + 1));
    if (queue === undefined) return refuse("QueueDoesNotExist", `no queue ${QueueUrl}`);
    if (!Number.isInteger(DelaySeconds) || DelaySeconds < 0 || DelaySeconds > 900)
      refuse("InvalidParameterValue", `DelaySeconds ${DelaySeconds}: 0 to 900`);
    if (Buffer.byteLength(MessageBody) > 1_048_576) refuse("InvalidParameterValue", "message too long");
    const id = `message-${++this.sent}`;
    queue.push({
      id,
      body: MessageBody,
      delaySeconds: DelaySeconds,
      attributes: MessageAttributes,
      sentAt: this.now(),
    });
    return json({ MessageId: id, MD5OfMessageBody: createHash("md5").update(MessageBody).digest("hex") });
  }
}

function json(body: unknown): HttpResponse {
  return response(200, "application/x-amz-json-1.0", JSON.stringify(body));
}
