import * as z from "zod";
import type { WorldClock } from "../../clock";
import { AwsError } from "../aws-error";
import { queueKeyNeeds } from "../needs/sqs-needs";
import { need } from "../needs/need";
import type { OwnActs } from "../own-acts";
import { deliverer } from "./deliverer";
import type { DeliveryLog } from "./delivery-log";
import { passesFilter, valuesOfAttributes, valuesOfBody } from "./filter-policy";
import { envelope, type PublishedMessage } from "./published-message";
import type { SqsService } from "./sqs-service";
import type { Subscription, TopicBook } from "./topic-book";

const redrivePolicy = z.looseObject({ deadLetterTargetArn: z.string() });

/**
 * Delivers messages to the queues that are subscribed. The emulator would do so by itself, to all of them and unasked;
 * here each delivery is a SendMessage by sns.amazonaws.com, which the queue's and the key's policies decide one by one,
 * which is recorded, and which may fail. So the emulator is told of queues by ARNs that it does not know: it keeps topics
 * and subscriptions and checks what is published, but finds no queue to deliver to.
 */
export class SnsDelivery {
  constructor(
    private readonly parts: {
      readonly topics: TopicBook;
      readonly sqs: SqsService;
      readonly acts: OwnActs;
      readonly log: DeliveryLog;
      readonly clock: WorldClock;
      readonly region: string;
    },
  ) {}

  /** Resolves when each subscriber has the message, or its failure is recorded. */
  async deliver(message: PublishedMessage): Promise<void> {
    const subscriptions = await this.parts.topics.subscriptions(message.topicArn);
    await Promise.all(
      subscriptions
        .filter((subscription) => subscription.protocol === "sqs" && wants(subscription, message))
        .map((subscription) => this.deliverTo(subscription, message)),
    );
  }

  private async deliverTo(subscription: Subscription, message: PublishedMessage): Promise<void> {
    const { log, topics } = this.parts;
    const attributes = (await topics.attributes(message.topicArn)) ?? {};
    try {
      await this.send(subscription, subscription.endpoint, message);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      await log.failure(message.topicArn, attributes);
      await this.sendToDeadLetters(subscription, message);
      return;
    }
    await log.success(message.topicArn, attributes);
  }

  /** SNS does not repeat what a client's mistake made fail (sns-message-delivery-retries): a denial is one. */
  private async sendToDeadLetters(subscription: Subscription, message: PublishedMessage): Promise<void> {
    const text = subscription.attributes["RedrivePolicy"];
    if (text === undefined || text === "") return;
    const { deadLetterTargetArn } = redrivePolicy.parse(JSON.parse(text));
    try {
      await this.send(subscription, deadLetterTargetArn, message);
    } catch (error) {
      // The record of calls shows it; SNS has nowhere else to put the message.
      if (!(error instanceof AwsError)) throw error;
    }
  }

  /** @throws AwsError */
  private async send(subscription: Subscription, queueArn: string, message: PublishedMessage): Promise<void> {
    const { acts, sqs, clock, region } = this.parts;
    const isRaw = subscription.attributes["RawMessageDelivery"] === "true";
    const input = {
      MessageBody: isRaw ? message.message : envelope(message, subscription.arn, region, clock.now()),
      ...(isRaw ? { MessageAttributes: message.attributes } : {}),
      ...(queueArn.endsWith(".fifo")
        ? { MessageGroupId: message.groupId, MessageDeduplicationId: message.deduplicationId }
        : {}),
    };
    const act = { service: "sqs", operation: "SendMessage", resource: queueArn };
    await acts.perform(
      deliverer(message.topicArn),
      act,
      async () => [
        need("sqs:SendMessage", queueArn, "delivers a message of the topic"),
        ...queueKeyNeeds("SendMessage", await sqs.keyOf(queueArn), {
          service: "sqs",
          region,
          callerAccountId: undefined,
        }),
      ],
      () => sqs.deliver(queueArn, input),
    );
  }
}

function wants({ attributes }: Subscription, { message, attributes: published }: PublishedMessage): boolean {
  const text = attributes["FilterPolicy"];
  if (text === undefined || text === "") return true;
  const values =
    attributes["FilterPolicyScope"] === "MessageBody" ? valuesOfBody(message) : valuesOfAttributes(published);
  return values !== undefined && passesFilter(JSON.parse(text), values);
}
