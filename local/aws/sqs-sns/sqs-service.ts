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
import { emulatorCall } from "./emulator-call";
import { lostAnswer } from "./lost-message";
import { MessageMoves } from "./message-moves";
import { sourceInHandle } from "./move-handle";
import { QueueMessages } from "./queue-messages";
import { QueueSettings } from "./queue-settings";
import type { QueueUrls } from "./queue-urls";
import { readSqsCall, sqsError } from "./sqs-call";
import { sqsDenial } from "./sqs-errors";
import { input } from "./sqs-shapes";

type Input = Record<string, unknown>;

/**
 * SQS on the wire: the emulator does the work; what stands before it checks what it does not check, keeps waits in
 * world time, and speaks of the configured account.
 */
export class SqsService implements Service {
  private readonly settings: QueueSettings;
  private readonly messages: QueueMessages;
  private readonly moves: MessageMoves;

  constructor(
    private readonly emulator: SqsSnsEmulator,
    private readonly arns: AccountArns,
    private readonly urls: QueueUrls,
    clock: WorldClock,
  ) {
    const queues = new EmulatedQueues(emulator, arns, (arn, message) => this.deliver(arn, message));
    this.settings = new QueueSettings(emulator, arns, urls, clock, queues);
    this.messages = new QueueMessages(emulator, arns, clock, this.settings);
    this.moves = new MessageMoves(queues, clock);
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
    await this.messages.send(queue, { ...message, QueueUrl: this.emulator.queueUrl(queue) });
  }

  /** ARN of a queue's key, when it has one. @throws AwsError QueueDoesNotExist */
  async keyOf(queueArn: string): Promise<string | undefined> {
    const { KmsMasterKeyId: key } = await this.settings.attributesOf(this.nameOf(queueArn), [
      "KmsMasterKeyId",
    ]);
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
        return this.settings.create(given);
      case "DeleteQueue":
        return this.settings.remove(queue, given);
      case "GetQueueUrl": {
        await this.call(action, given);
        return { QueueUrl: this.urls.urlOf(queue) };
      }
      case "ListQueues":
        return this.settings.listQueues(given);
      case "ListDeadLetterSourceQueues":
        return this.settings.listSources(queue, given);
      case "StartMessageMoveTask":
        return this.moves.start(given);
      case "ListMessageMoveTasks":
        return this.moves.list(given);
      case "CancelMessageMoveTask":
        return this.moves.cancel(given);
      case "SetQueueAttributes":
        return this.settings.setAttributes(queue, given);
      case "GetQueueAttributes":
        return this.settings.getAttributes(queue, given);
      case "SendMessage":
        return this.messages.send(queue, given);
      case "SendMessageBatch":
        return this.messages.sendBatch(queue, given);
      case "ReceiveMessage":
        return this.messages.receive(queue, given, context.signal);
      case "DeleteMessage":
        return this.messages.remove(given);
      case "ChangeMessageVisibility":
        return this.messages.changeVisibility(given);
      case "ChangeMessageVisibilityBatch":
        return this.messages.changeVisibilities(given);
      default:
        return this.call(action, given);
    }
  }

  /** The queue that a task moves messages out of. */
  private movedFrom(given: Input): string | undefined {
    const { SourceArn, TaskHandle } = parse(input.move, given);
    const arn = SourceArn ?? (TaskHandle === undefined ? undefined : sourceInHandle(TaskHandle));
    const name = arn?.slice(arn.lastIndexOf(":") + 1);
    return name !== undefined && this.arns.queue(name) === arn ? name : undefined;
  }

  /** @throws AwsError QueueDoesNotExist for a queue of elsewhere */
  private nameOf(queueArn: string): string {
    const name = queueArn.slice(queueArn.lastIndexOf(":") + 1);
    if (this.arns.queue(name) !== queueArn)
      throw new AwsError("QueueDoesNotExist", "The specified queue does not exist.");
    return name;
  }

  /** @throws AwsError what the emulator answers as an error */
  private call(action: string, given: Input): Promise<unknown> {
    return emulatorCall(this.emulator, action, given);
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  return parseInput(schema, given, "InvalidParameterValue");
}
