import { randomUUID } from "node:crypto";
import { AwsError } from "../aws-error";
import { need } from "../needs/need";
import type { OwnActs } from "../own-acts";
import type { Caller } from "../types";
import { deliverer } from "./deliverer";
import type { TopicAttributes } from "./topic-book";

/**
 * SNS's delivery status logging (sns-topic-attributes): a line for each failed delivery and for a percentage of the
 * others, written with a role that the topic names into log groups that SNS makes itself. The lines are not kept: what is
 * of interest is whether the role may write them.
 */
export class DeliveryLog {
  /** Streams by their group; what was made stays. */
  private readonly streams = new Map<string, string>();
  private readonly successes = new Map<string, number>();

  constructor(
    private readonly acts: OwnActs,
    private readonly region: string,
  ) {}

  async success(topicArn: string, attributes: TopicAttributes): Promise<void> {
    const before = this.successes.get(topicArn) ?? 0;
    this.successes.set(topicArn, before + 1);
    const percent = Number(attributes["SQSSuccessFeedbackSampleRate"] ?? "0");
    const isSampled = Math.floor(((before + 1) * percent) / 100) > Math.floor((before * percent) / 100);
    if (isSampled) await this.write(topicArn, attributes["SQSSuccessFeedbackRoleArn"], "");
  }

  async failure(topicArn: string, attributes: TopicAttributes): Promise<void> {
    await this.write(topicArn, attributes["SQSFailureFeedbackRoleArn"], "/Failure");
  }

  /** A log that cannot be written does not hold the message up; the record of calls shows what was denied. */
  private async write(topicArn: string, roleArn: string | undefined, suffix: string): Promise<void> {
    if (roleArn === undefined || roleArn === "") return;
    const service = deliverer(topicArn);
    const role: Caller = { principal: roleArn, accountId: service.accountId };
    const topic = topicArn.slice(topicArn.lastIndexOf(":") + 1);
    const group = `sns/${this.region}/${service.accountId}/${topic}${suffix}`;
    const groupArn = `arn:aws:logs:${this.region}:${service.accountId}:log-group:${group}`;
    try {
      await this.act(service, "sts", "AssumeRole", roleArn, "lets SNS write its delivery log");
      const stream = this.streams.get(groupArn) ?? (await this.open(role, groupArn));
      await this.act(role, "logs", "PutLogEvents", stream, "writes a line about a delivery");
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
    }
  }

  private async open(role: Caller, groupArn: string): Promise<string> {
    const stream = `${groupArn}:log-stream:${randomUUID()}`;
    await this.act(role, "logs", "CreateLogGroup", groupArn, "makes the delivery log");
    await this.act(role, "logs", "CreateLogStream", stream, "makes a stream of the delivery log");
    this.streams.set(groupArn, stream);
    return stream;
  }

  private act(
    caller: Caller,
    service: string,
    operation: string,
    resource: string,
    purpose: string,
  ): Promise<void> {
    const needs = [need(`${service}:${operation}`, resource, purpose)];
    return this.acts.perform(caller, { service, operation, resource }, () => needs);
  }
}
