import { AwsError } from "../aws-error";
import { parseInput } from "../protocols/json-protocol";
import type { WorldClock } from "../../clock";
import type { AccountArns } from "./account-arns";
import type { SqsSnsEmulator } from "./emulator";
import type { EmulatedQueues } from "./emulated-queues";
import { emulatorCall } from "./emulator-call";
import { shownAttributes, splitAttributes, type QueueAttributes } from "./queue-attributes";
import { pageInput, queuePage } from "./queue-pages";
import type { QueueUrls } from "./queue-urls";
import { input, output } from "./sqs-shapes";
import type * as z from "zod";

type Input = Record<string, unknown>;

/**
 * The queues themselves: made, listed, and their attributes. Those that are waits are kept here in world seconds, so
 * that GetQueueAttributes answers them; the emulator has the others.
 */
export class QueueSettings {
  private readonly ours = new Map<string, QueueAttributes>();

  constructor(
    private readonly emulator: SqsSnsEmulator,
    private readonly arns: AccountArns,
    private readonly urls: QueueUrls,
    private readonly clock: WorldClock,
    private readonly queues: EmulatedQueues,
  ) {}

  async create(given: Input): Promise<unknown> {
    const { QueueName: name, Attributes = {}, ...rest } = parse(input.create, given);
    if (!/^[A-Za-z0-9_-]{1,80}$|^[A-Za-z0-9_-]{1,75}\.fifo$/.test(name))
      throw new AwsError(
        "InvalidParameterValue",
        "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
      );
    const split = await this.split(Attributes);
    await this.call("CreateQueue", { ...rest, QueueName: name, Attributes: split.forEmulator });
    this.ours.set(name, { ...this.ours.get(name), ...split.ours });
    return { QueueUrl: this.urls.urlOf(name) };
  }

  async remove(queue: string, given: Input): Promise<unknown> {
    const answer = await this.call("DeleteQueue", given);
    this.ours.delete(queue);
    return answer;
  }

  async setAttributes(queue: string, given: Input): Promise<unknown> {
    const { Attributes = {}, ...rest } = parse(input.setAttributes, given);
    const split = await this.split(Attributes);
    const answer = await this.call("SetQueueAttributes", { ...rest, Attributes: split.forEmulator });
    this.ours.set(queue, { ...this.ours.get(queue), ...split.ours });
    return answer;
  }

  async getAttributes(queue: string, given: Input): Promise<unknown> {
    const { AttributeNames = [] } = parse(input.getAttributes, given);
    const emulated = await this.attributesOf(queue, AttributeNames);
    const wanted = Object.entries(this.ours.get(queue) ?? {}).filter(
      ([name]) => AttributeNames.includes("All") || AttributeNames.includes(name),
    );
    const all = { ...shownAttributes(emulated, this.arns, this.clock), ...Object.fromEntries(wanted) };
    return Object.keys(all).length === 0 ? {} : { Attributes: all };
  }

  /** Without queues SQS leaves the list out. */
  async listQueues(given: Input): Promise<unknown> {
    const { QueueNamePrefix } = parse(input.listQueues, given);
    const page = queuePage(await this.queues.names(QueueNamePrefix), parse(pageInput, given));
    if (page.names.length === 0) return {};
    return { QueueUrls: page.names.map((name) => this.urls.urlOf(name)), NextToken: page.nextToken };
  }

  /** Its list has a small letter in JSON, as in SQS's model. */
  async listSources(queue: string, given: Input): Promise<unknown> {
    await this.attributesOf(queue, ["QueueArn"]);
    const sources = (await this.queues.sourcesOf(this.arns.queue(queue))).map((arn) =>
      arn.slice(arn.lastIndexOf(":") + 1),
    );
    const page = queuePage(sources, parse(pageInput, given));
    return { queueUrls: page.names.map((name) => this.urls.urlOf(name)), NextToken: page.nextToken };
  }

  /** As the emulator has them. @throws AwsError QueueDoesNotExist */
  async attributesOf(queue: string, names: readonly string[]): Promise<QueueAttributes> {
    const call = { QueueUrl: this.emulator.queueUrl(queue), AttributeNames: names };
    return output.attributes.parse(await this.call("GetQueueAttributes", call)).Attributes;
  }

  private async split(given: QueueAttributes): Promise<ReturnType<typeof splitAttributes>> {
    const known = new Set((await this.queues.names()).map((name) => this.arns.queue(name)));
    return splitAttributes(given, this.arns, (arn) => known.has(arn));
  }

  private call(action: string, given: Input): Promise<unknown> {
    return emulatorCall(this.emulator, action, given);
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  return parseInput(schema, given, "InvalidParameterValue");
}
