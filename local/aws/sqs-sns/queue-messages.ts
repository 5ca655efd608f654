import type * as z from "zod";
import type { WorldClock } from "../../clock";
import { AwsError } from "../aws-error";
import { parseInput } from "../protocols/json-protocol";
import type { AccountArns } from "./account-arns";
import type { SqsSnsEmulator } from "./emulator";
import { bodyDigest, emulatorBody } from "./emulator-body";
import { emulatorCall } from "./emulator-call";
import { checkMessage, sentMessage } from "./message-rules";
import type { QueueSettings } from "./queue-settings";
import { receivedMessages, shownMessage } from "./received-message";
import { checkReceiptHandle } from "./receipt-handles";
import { input, output } from "./sqs-shapes";

type Input = Record<string, unknown>;

/**
 * The messages in queues. Delays and visibility timeouts of single calls are scaled to fractions of seconds, which the
 * emulator takes; a queue's own are filled in per call. WaitTimeSeconds stays real: a long poll ends with the first
 * message anyway.
 */
export class QueueMessages {
  constructor(
    private readonly emulator: SqsSnsEmulator,
    private readonly arns: AccountArns,
    private readonly clock: WorldClock,
    private readonly settings: Pick<QueueSettings, "attributesOf">,
  ) {}

  async send(queue: string, given: Input): Promise<unknown> {
    const sent = output.sent.parse(await this.call("SendMessage", await this.sendable(queue, given)));
    return withDigest(sent, parse(sentMessage, given).MessageBody);
  }

  /** In a batch, messages are refused one by one. */
  async sendBatch(queue: string, given: Input): Promise<unknown> {
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
  async receive(queue: string, given: Input, signal: AbortSignal): Promise<unknown> {
    const { VisibilityTimeout } = parse(input.receive, given);
    const seconds =
      VisibilityTimeout ??
      Number((await this.settings.attributesOf(queue, ["VisibilityTimeout"]))["VisibilityTimeout"]);
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

  async remove(given: Input): Promise<unknown> {
    checkReceiptHandle(given["ReceiptHandle"]);
    return this.call("DeleteMessage", given);
  }

  async changeVisibility(given: Input): Promise<unknown> {
    checkReceiptHandle(given["ReceiptHandle"]);
    return this.call("ChangeMessageVisibility", this.withVisibility(given));
  }

  changeVisibilities(given: Input): Promise<unknown> {
    const { Entries = [] } = parse(input.visibilityBatch, given);
    const scaled = Entries.map((entry) => this.withVisibility(entry));
    return this.call("ChangeMessageVisibilityBatch", { ...given, Entries: scaled });
  }

  /** The message with its delay, or the queue's, in real seconds. FIFO queues have no delay per message. */
  private async sendable(queue: string, given: Input): Promise<Input> {
    const message = parse(sentMessage, given);
    checkMessage(message);
    const MessageBody = message.MessageBody === undefined ? undefined : emulatorBody(message.MessageBody);
    const written = { ...given, MessageBody };
    if (queue.endsWith(".fifo")) return written;
    const seconds =
      message.DelaySeconds ??
      Number((await this.settings.attributesOf(queue, ["DelaySeconds"]))["DelaySeconds"]);
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
