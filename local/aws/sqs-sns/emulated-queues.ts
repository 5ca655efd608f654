import * as z from "zod";
import type { AccountArns } from "./account-arns";
import type { SqsSnsEmulator } from "./emulator";
import { sentBody } from "./emulator-body";
import { emulatorCall } from "./emulator-call";
import type { MovableQueues } from "./message-moves";
import { receivedMessages, type ReceivedMessage } from "./received-message";
import { output } from "./sqs-shapes";

/** Real seconds for which a message that is being moved is hidden from others. */
const HIDDEN_SECONDS = 30;

const redrivePolicy = z.looseObject({ deadLetterTargetArn: z.string() });

/** Sends a message to a queue, by ARN of the configured account. */
type Send = (queueArn: string, message: Record<string, unknown>) => Promise<void>;

/** The emulator's queues by ARN of the configured account: which there are, and how messages move between them. */
export class EmulatedQueues implements MovableQueues {
  constructor(
    private readonly emulator: SqsSnsEmulator,
    private readonly arns: AccountArns,
    private readonly send: Send,
  ) {}

  /** Names, in order. */
  async names(prefix = ""): Promise<readonly string[]> {
    const { QueueUrls } = output.queueUrls.parse(await emulatorCall(this.emulator, "ListQueues", {}));
    return QueueUrls.map((url) => url.slice(url.lastIndexOf("/") + 1))
      .filter((name) => name.startsWith(prefix))
      .sort();
  }

  async exists(arn: string): Promise<boolean> {
    return (await this.names()).some((name) => this.arns.queue(name) === arn);
  }

  async sourcesOf(arn: string): Promise<readonly string[]> {
    const names = await this.names();
    const policies = await Promise.all(names.map((name) => this.attribute(name, "RedrivePolicy")));
    return names
      .filter((_, index) => this.targetOf(policies[index]) === arn)
      .map((name) => this.arns.queue(name));
  }

  async waiting(arn: string): Promise<number> {
    return Number((await this.attribute(nameIn(arn), "ApproximateNumberOfMessages")) ?? 0);
  }

  async moveSome(from: string, to: string): Promise<number> {
    const QueueUrl = this.emulator.queueUrl(nameIn(from));
    const { Messages = [] } = receivedMessages.parse(
      await emulatorCall(this.emulator, "ReceiveMessage", {
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: HIDDEN_SECONDS,
        WaitTimeSeconds: 0,
        AttributeNames: ["All"],
        MessageAttributeNames: ["All"],
      }),
    );
    for (const message of Messages) {
      await this.send(to, asSent(message, to.endsWith(".fifo")));
      const { ReceiptHandle } = message;
      await emulatorCall(this.emulator, "DeleteMessage", { QueueUrl, ReceiptHandle });
    }
    return Messages.length;
  }

  private async attribute(name: string, attribute: string): Promise<string | undefined> {
    const call = { QueueUrl: this.emulator.queueUrl(name), AttributeNames: [attribute] };
    const answer = await emulatorCall(this.emulator, "GetQueueAttributes", call);
    return output.someAttributes.parse(answer).Attributes?.[attribute];
  }

  private targetOf(policy: string | undefined): string | undefined {
    if (policy === undefined || policy === "") return undefined;
    return this.arns.fromEmulator(redrivePolicy.parse(JSON.parse(policy)).deadLetterTargetArn);
  }
}

function asSent(message: ReceivedMessage, fifo: boolean): Record<string, unknown> {
  const { MessageGroupId, MessageDeduplicationId } = message.Attributes ?? {};
  return {
    MessageBody: sentBody(message.Body),
    ...(message["MessageAttributes"] === undefined
      ? {}
      : { MessageAttributes: message["MessageAttributes"] }),
    ...(fifo ? { MessageGroupId, MessageDeduplicationId } : {}),
  };
}

function nameIn(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}
