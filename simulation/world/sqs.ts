import type { HttpResponse } from "@smithy/core/protocols";
import type { LetterHistory } from "./history";
import { json, md5, refuse } from "./answers";
import { readDeadLetter } from "../../functions/shared/dead-letter";
import { ACCOUNT, deadLetterQueue, REGION, type QueueName } from "./facts";
import { checkMessage, Queue, type Attributes, type Message } from "./queue";
import { secondsOf, type WorldBase } from "./world-base";

interface SendMessage {
  readonly QueueUrl: string;
  readonly MessageBody: string;
  readonly DelaySeconds?: number;
  readonly MessageAttributes?: Attributes;
}

/** Both queues and their dead-letter queues, behind SQS's JSON protocol. */
export class Sqs {
  readonly queues: Readonly<Record<QueueName, Queue>>;
  readonly letters: LetterHistory[] = [];
  /** Messages by which the verification sent a landing back to be copied again. */
  private readonly begunAnew = new Set<string>();
  private ids = 0;

  constructor(private readonly world: WorldBase) {
    const queue = (name: QueueName): Queue =>
      new Queue(
        world,
        name,
        (message) => {
          this.moved(name, message);
        },
        () => this.nextId(),
      );
    this.queues = { export: queue("export"), copier: queue("copier") };
  }

  answer(action: string, input: unknown): HttpResponse {
    if (action === "GetQueueUrl") return this.urlOf((input as { QueueName: string }).QueueName);
    if (action === "SendMessage") return this.send(input as SendMessage);
    return refuse("InvalidAction", `The world does not imitate sqs:${action}`);
  }

  private urlOf(name: string): HttpResponse {
    if (![...QUEUES, ...QUEUES.map(deadLetterQueue)].includes(name))
      refuse("AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.");
    return json({ QueueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}` });
  }

  private send({ QueueUrl, MessageBody, DelaySeconds, MessageAttributes }: SendMessage): HttpResponse {
    const target = QueueUrl.slice(QueueUrl.lastIndexOf("/") + 1);
    const queue = QUEUES.find((name) => name === target);
    const dead = QUEUES.find((name) => deadLetterQueue(name) === target);
    if (MessageAttributes !== undefined && queue === "copier" && BEGUN_ANEW.test(MessageBody)) {
      // One that waits for its turn meanwhile comes back with the same attempt: it has begun anew once.
      const { FirstSeen, Attempt } = MessageAttributes;
      this.begunAnew.add(`${MessageBody} ${FirstSeen?.StringValue ?? ""} ${Attempt?.StringValue ?? ""}`);
    }
    if (queue === undefined && dead === undefined)
      refuse("AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.");
    checkMessage(MessageBody, DelaySeconds, MessageAttributes);
    const id =
      queue === undefined
        ? this.nextId()
        : this.queues[queue].send(MessageBody, DelaySeconds, MessageAttributes);
    if (dead !== undefined) this.bury(dead, MessageBody, readDeadLetter(MessageBody));
    return json({ MessageId: id, MD5OfMessageBody: md5(MessageBody) });
  }

  /** How often a verification has sent a copy back to its beginning. */
  copiesBegunAnew(): number {
    return this.begunAnew.size;
  }

  private moved(name: QueueName, message: Message): void {
    this.world.tell(() => `SQS moves ${message.id} of ${name} to its dead-letter queue: received too often`);
    this.bury(name, message.body, undefined);
  }

  private bury(queue: QueueName, body: string, letter: LetterHistory["letter"]): void {
    this.world.changed();
    this.world.tell(() => `letter in ${deadLetterQueue(queue)}: ${letter?.code ?? "moved by SQS"}`);
    this.letters.push({ queue, at: secondsOf(this.world.time.now), letter, body });
  }

  private nextId(): string {
    return `message-${++this.ids}`;
  }
}

const QUEUES: readonly QueueName[] = ["export", "copier"];

/** The place in a message of the copier whose copy follows a verification. */
const BEGUN_ANEW = /"Place":\{"phase":"copy","round":[1-9]\d*\}/;
