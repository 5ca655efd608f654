import type * as z from "zod";
import type { WorldClock } from "../../clock";
import { AwsError } from "../aws-error";
import { parseInput } from "../protocols/json-protocol";
import { fullKeyArn } from "../needs/key-needs";
import { sqsNeeds } from "../needs/sqs-needs";
import { queryRefusal } from "../protocols/query-protocol";
import type { OperationContext, Service } from "../service";
import type { AccountArns } from "./account-arns";
import type { SqsSnsEmulator } from "./emulator";
import { EmulatedQueues } from "./emulated-queues";
import { bodyDigest, emulatorBody } from "./emulator-body";
import { emulatorCall } from "./emulator-call";
import { lostAnswer } from "./lost-message";
import { MessageMoves } from "./message-moves";
import { checkMessage, sentMessage } from "./message-rules";
import { sourceInHandle } from "./move-handle";
import { shownAttributes, splitAttributes, type QueueAttributes } from "./queue-attributes";
import { pageInput, queuePage } from "./queue-pages";
import type { QueueUrls } from "./queue-urls";
import { receivedMessages, shownMessage } from "./received-message";
import { readSqsCall, sqsError } from "./sqs-call";
import { sqsDenial } from "./sqs-errors";
import { input, output } from "./sqs-shapes";

type Input = Record<string, unknown>;

/**
 * SQS on the wire: the emulator does the work; this checks what it does not check, keeps waits in world time, and
 * speaks of the configured account.
 *
 * Delays and visibility timeouts of single calls are scaled to fractions of seconds, which the emulator takes; a
 * queue's own are kept in world seconds (so GetQueueAttributes answers them) and filled in per call. WaitTimeSeconds
 * stays real: a long poll ends with the first message anyway.
 */
export class SqsService implements Service {
  private readonly ours = new Map<string, QueueAttributes>();
  private readonly queues: EmulatedQueues;
  private readonly moves: MessageMoves;

  constructor(
    private readonly emulator: SqsSnsEmulator,
    private readonly arns: AccountArns,
    private readonly urls: QueueUrls,
    private readonly clock: WorldClock,
  ) {
    this.queues = new EmulatedQueues(emulator, arns, (arn, message) => this.deliver(arn, message));
    this.moves = new MessageMoves(this.queues, clock);
  }

  async understand(request: Parameters<Service["understand"]>[0]): ReturnType<Service["understand"]> {
    const { action, input: given, answer } = await readSqsCall(request);
    const { QueueUrl, QueueName } = parse(input.queue, given);
    const name = QueueUrl === undefined ? (QueueName ?? this.movedFrom(given)) : this.urls.nameIn(QueueUrl);
    const forEmulator = { ...given };
    if (name !== undefined && QueueUrl !== undefined) forEmulator["QueueUrl"] = this.emulator.queueUrl(name);
    return {
      name: action,
      resource: name === undefined ? "" : this.arns.queue(name),
      needs: async ({ principal, accountId }) =>
        sqsNeeds(action, {
          queueArn: name === undefined ? "*" : this.arns.queue(name),
          keyArn:
            name !== undefined && /^(?:Send|Receive)Message/.test(action)
              ? await this.keyOf(this.arns.queue(name))
              : undefined,
          region: this.arns.region,
          callerAccountId: accountId,
          byService: !principal.startsWith("arn:"),
          tags: parse(input.tags, given).Tags ?? parse(input.tags, given).tags ?? {},
        }),
      run: async (context) =>
        answer(await this.run(action, name ?? "", forEmulator, context), context.requestId),
      lose: ({ requestId }) => Promise.resolve(answer(lostAnswer(action, given), requestId)),
    };
  }

  /** A message of another service of AWS, which has been allowed to send it. @throws AwsError */
  async deliver(queueArn: string, message: Input): Promise<void> {
    const queue = this.nameOf(queueArn);
    await this.send(queue, { ...message, QueueUrl: this.emulator.queueUrl(queue) });
  }

  /** ARN of a queue's key, when it has one. @throws AwsError QueueDoesNotExist */
  async keyOf(queueArn: string): Promise<string | undefined> {
    const { KmsMasterKeyId: key } = await this.attributesOf(this.nameOf(queueArn), ["KmsMasterKeyId"]);
    return key === undefined || key === ""
      ? undefined
      : fullKeyArn(key, this.arns.region, this.arns.accountId);
  }

  renderError = sqsError;
  refusal = queryRefusal;
  denial = sqsDenial;

  /** @returns the output in the shape of the JSON protocol */
  private async run(
    action: string,
    queue: string,
    given: Input,
    context: OperationContext,
  ): Promise<unknown> {
    switch (action) {
      case "CreateQueue":
        return this.createQueue(given);
      case "DeleteQueue": {
        const answer = await this.call(action, given);
        this.ours.delete(queue);
        return answer;
      }
      case "GetQueueUrl": {
        await this.call(action, given);
        return { QueueUrl: this.urls.urlOf(queue) };
      }
      case "ListQueues":
        return this.listQueues(given);
      case "ListDeadLetterSourceQueues":
        return this.listSources(queue, given);
      case "StartMessageMoveTask":
        return this.moves.start(given);
      case "ListMessageMoveTasks":
        return this.moves.list(given);
      case "CancelMessageMoveTask":
        return this.moves.cancel(given);
      case "SetQueueAttributes":
        return this.setAttributes(queue, given);
      case "GetQueueAttributes":
        return this.getAttributes(queue, given);
      case "SendMessage":
        return this.send(queue, given);
      case "SendMessageBatch":
        return this.sendBatch(queue, given);
      case "ReceiveMessage":
        return this.receive(queue, given, context.signal);
      case "ChangeMessageVisibility":
        return this.call(action, this.withVisibility(given));
      case "ChangeMessageVisibilityBatch": {
        const { Entries = [] } = parse(input.visibilityBatch, given);
        return this.call(action, { ...given, Entries: Entries.map((entry) => this.withVisibility(entry)) });
      }
      default:
        return this.call(action, given);
    }
  }

  /** Without queues SQS leaves the list out. */
  private async listQueues(given: Input): Promise<unknown> {
    const { QueueNamePrefix } = parse(input.listQueues, given);
    const page = queuePage(await this.queues.names(QueueNamePrefix), parse(pageInput, given));
    if (page.names.length === 0) return {};
    return { QueueUrls: page.names.map((name) => this.urls.urlOf(name)), NextToken: page.nextToken };
  }

  /** Its list has a small letter in JSON, as in SQS's model. */
  private async listSources(queue: string, given: Input): Promise<unknown> {
    await this.attributesOf(queue, ["QueueArn"]);
    const sources = (await this.queues.sourcesOf(this.arns.queue(queue))).map((arn) => this.nameOf(arn));
    const page = queuePage(sources, parse(pageInput, given));
    return { queueUrls: page.names.map((name) => this.urls.urlOf(name)), NextToken: page.nextToken };
  }

  /** The queue that a task moves messages out of. */
  private movedFrom(given: Input): string | undefined {
    const { SourceArn, TaskHandle } = parse(input.move, given);
    const arn = SourceArn ?? (TaskHandle === undefined ? undefined : sourceInHandle(TaskHandle));
    const name = arn?.slice(arn.lastIndexOf(":") + 1);
    return name !== undefined && this.arns.queue(name) === arn ? name : undefined;
  }

  private async createQueue(given: Input): Promise<unknown> {
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

  private async setAttributes(queue: string, given: Input): Promise<unknown> {
    const { Attributes = {}, ...rest } = parse(input.setAttributes, given);
    const split = await this.split(Attributes);
    const answer = await this.call("SetQueueAttributes", { ...rest, Attributes: split.forEmulator });
    this.ours.set(queue, { ...this.ours.get(queue), ...split.ours });
    return answer;
  }

  private async getAttributes(queue: string, given: Input): Promise<unknown> {
    const { AttributeNames = [] } = parse(input.getAttributes, given);
    const emulated = await this.attributesOf(queue, AttributeNames);
    const wanted = Object.entries(this.ours.get(queue) ?? {}).filter(
      ([name]) => AttributeNames.includes("All") || AttributeNames.includes(name),
    );
    const all = { ...shownAttributes(emulated, this.arns, this.clock), ...Object.fromEntries(wanted) };
    return Object.keys(all).length === 0 ? {} : { Attributes: all };
  }

  private async send(queue: string, given: Input): Promise<unknown> {
    const sent = output.sent.parse(await this.call("SendMessage", await this.sendable(queue, given)));
    return withDigest(sent, parse(sentMessage, given).MessageBody);
  }

  /** In a batch, messages are refused one by one. */
  private async sendBatch(queue: string, given: Input): Promise<unknown> {
    const { Entries = [] } = parse(input.sendBatch, given);
    const failed: unknown[] = [];
    const accepted: Input[] = [];
    for (const entry of Entries) {
      try {
        accepted.push(await this.sendable(queue, entry));
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        failed.push({ Id: entry["Id"], SenderFault: true, Code: error.code, Message: error.message });
      }
    }
    if (accepted.length === 0 && failed.length > 0) return { Successful: [], Failed: failed };
    const sent = output.batch.parse(await this.call("SendMessageBatch", { ...given, Entries: accepted }));
    const bodies = new Map(Entries.map((entry) => [entry["Id"], entry.MessageBody]));
    return {
      Successful: sent.Successful.map((entry) => withDigest(entry, bodies.get(entry.Id))),
      Failed: [...sent.Failed, ...failed],
    };
  }

  /** Messages that come when the client has gone already are given back at once instead of being hidden. */
  private async receive(queue: string, given: Input, signal: AbortSignal): Promise<unknown> {
    const { VisibilityTimeout } = parse(input.receive, given);
    const seconds =
      VisibilityTimeout ??
      Number((await this.attributesOf(queue, ["VisibilityTimeout"]))["VisibilityTimeout"]);
    const call = { ...given, VisibilityTimeout: seconds };
    const { Messages = [] } = receivedMessages.parse(
      await this.call("ReceiveMessage", this.withVisibility(call)),
    );
    if (signal.aborted)
      await Promise.all(
        Messages.map(({ ReceiptHandle }) =>
          this.call("ChangeMessageVisibility", {
            QueueUrl: given["QueueUrl"],
            ReceiptHandle,
            VisibilityTimeout: 0,
          }),
        ),
      );
    const shown = Messages.map((message) => shownMessage(message, this.arns, this.clock));
    return shown.length === 0 ? {} : { Messages: shown };
  }

  /** The message with its delay, or the queue's, in real seconds. FIFO queues have no delay per message. */
  private async sendable(queue: string, given: Input): Promise<Input> {
    const message = parse(sentMessage, given);
    checkMessage(message);
    const MessageBody = message.MessageBody === undefined ? undefined : emulatorBody(message.MessageBody);
    const written = { ...given, MessageBody };
    if (queue.endsWith(".fifo")) return written;
    const seconds =
      message.DelaySeconds ?? Number((await this.attributesOf(queue, ["DelaySeconds"]))["DelaySeconds"]);
    return { ...written, DelaySeconds: this.real(seconds) };
  }

  /** Out of range is the emulator's to refuse: it names the value, so it gets it unscaled. */
  private withVisibility(given: Input): Input {
    const seconds = given["VisibilityTimeout"];
    if (typeof seconds !== "number" || seconds < 0 || seconds > 43_200) return given;
    return { ...given, VisibilityTimeout: this.real(seconds) };
  }

  private real(worldSeconds: number): number {
    return this.clock.realMilliseconds(worldSeconds) / 1000;
  }

  private async split(given: QueueAttributes): Promise<ReturnType<typeof splitAttributes>> {
    const known = new Set((await this.queues.names()).map((name) => this.arns.queue(name)));
    return splitAttributes(given, this.arns, (arn) => known.has(arn));
  }

  /** @throws AwsError QueueDoesNotExist for a queue of elsewhere */
  private nameOf(queueArn: string): string {
    const name = queueArn.slice(queueArn.lastIndexOf(":") + 1);
    if (this.arns.queue(name) !== queueArn)
      throw new AwsError("QueueDoesNotExist", "The specified queue does not exist.");
    return name;
  }

  private async attributesOf(queue: string, names: readonly string[]): Promise<QueueAttributes> {
    const call = { QueueUrl: this.emulator.queueUrl(queue), AttributeNames: names };
    return output.attributes.parse(await this.call("GetQueueAttributes", call)).Attributes;
  }

  /** @throws AwsError what the emulator answers as an error */
  private call(action: string, given: Input): Promise<unknown> {
    return emulatorCall(this.emulator, action, given);
  }
}

/** The caller checks the digest of what it sent, not of how it is written to the emulator. */
function withDigest<Sent>(answer: Sent, body: string | undefined): Sent & { MD5OfMessageBody: string } {
  return { ...answer, MD5OfMessageBody: bodyDigest(body ?? "") };
}

function parse<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  return parseInput(schema, given, "InvalidParameterValue");
}
