import { setTimeout as sleep } from "node:timers/promises";
import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { SQSEvent } from "aws-lambda";
import { decideBatch, type BatchOutcome, type InvocationOutcome } from "./batch-outcome";
import type { EventSourceConfiguration } from "./function-configuration";
import { isWhole, sqsEvent, type ReceivedMessage } from "./sqs-event";

/** What an event source does, as the run sees it. */
export type EventSourceReport =
  | {
      readonly kind: "invoked";
      readonly functionName: string;
      readonly messages: number;
      /** Of the batch's messages, by which they can be made visible before their visibility timeout is over. */
      readonly receiptHandles: readonly string[];
      readonly outcome: BatchOutcome;
    }
  | { readonly kind: "trouble"; readonly functionName: string; readonly error: Error };

export interface EventSourceOptions {
  readonly configuration: EventSourceConfiguration;
  readonly queueUrl: string;
  readonly region: string;
  /** With the credentials of the function's role: Lambda polls as the function. */
  readonly sqs: SQSClient;
  readonly invoke: (event: SQSEvent) => Promise<InvocationOutcome>;
  /** Pollers, and so instances of the function, at once. */
  readonly concurrency: number;
  readonly onReport: (report: EventSourceReport) => void;
}

/** Long polling, in seconds: Lambda uses SQS's maximum. */
const RECEIVE_WAIT_SECONDS = 20;
/** Real milliseconds before a failed receive is tried again. */
const TROUBLE_PAUSE_MILLISECONDS = 500;

/**
 * Stands in for Lambda's event source mapping: polls the queue, invokes the function with each batch, and deletes
 * what it has handled. What it has not stays in the queue until its visibility runs out, as with Lambda.
 */
export class EventSource {
  private readonly stopping = new AbortController();
  private readonly pollers: Promise<void>[] = [];
  private busy = 0;

  constructor(private readonly options: EventSourceOptions) {}

  /** Batches that are being handled now. */
  get active(): number {
    return this.busy;
  }

  start(): void {
    if (!this.options.configuration.enabled) return;
    const looked = this.lookAtQueue();
    for (let index = 0; index < this.options.concurrency; index++)
      this.pollers.push(looked.then(() => this.poll()));
  }

  /** Takes no more messages; resolves when the batches under way are over. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.pollers);
  }

  /** Lambda reads a queue only when the function may look at its settings too (services-sqs-configure). */
  private lookAtQueue(): Promise<void> {
    const { sqs, queueUrl: QueueUrl } = this.options;
    return this.untilDone(async () => {
      await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["VisibilityTimeout"] }));
      return true;
    });
  }

  private poll(): Promise<void> {
    return this.untilDone(async () => {
      const messages = await this.receive(this.stopping.signal);
      if (messages.length > 0) await this.handle(messages);
      return false;
    });
  }

  /** Repeats a step until it says that it is done, or until the end; trouble is told, and tried again. */
  private async untilDone(step: () => Promise<boolean>): Promise<void> {
    const { signal } = this.stopping;
    while (!this.stopped()) {
      try {
        if (await step()) return;
      } catch (error) {
        if (this.stopped()) return;
        this.trouble(error);
        await sleep(TROUBLE_PAUSE_MILLISECONDS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async receive(abortSignal: AbortSignal): Promise<ReceivedMessage[]> {
    const { Messages } = await this.options.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: this.options.queueUrl,
        MaxNumberOfMessages: this.options.configuration.batchSize,
        WaitTimeSeconds: RECEIVE_WAIT_SECONDS,
        MessageSystemAttributeNames: ["All"],
        MessageAttributeNames: ["All"],
      }),
      { abortSignal },
    );
    return (Messages ?? []).filter(isWhole);
  }

  private async handle(messages: readonly ReceivedMessage[]): Promise<void> {
    const { configuration, region, invoke, onReport } = this.options;
    const { functionName, queueArn, reportsItemFailures } = configuration;
    this.busy += 1;
    try {
      const invoked = await invoke(sqsEvent(messages, queueArn, region));
      const ids = messages.map(({ MessageId }) => MessageId);
      const outcome = decideBatch(invoked, ids, reportsItemFailures);
      await this.remove(handled(messages, outcome));
      const receiptHandles = messages.map(({ ReceiptHandle }) => ReceiptHandle);
      onReport({
        ...{ kind: "invoked", functionName },
        ...{ messages: messages.length, receiptHandles, outcome },
      });
    } finally {
      this.busy -= 1;
    }
  }

  private async remove(messages: readonly ReceivedMessage[]): Promise<void> {
    if (messages.length === 0) return;
    const { Failed } = await this.options.sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl: this.options.queueUrl,
        Entries: messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    );
    for (const { Code, Message } of Failed ?? [])
      this.trouble(new Error(`a handled message was not deleted: ${Code ?? "no code"} ${Message ?? ""}`));
  }

  private trouble(error: unknown): void {
    const { functionName } = this.options.configuration;
    this.options.onReport({
      kind: "trouble",
      functionName,
      error: error instanceof Error ? error : new Error(String(error)),
    });
  }
}

function handled(messages: readonly ReceivedMessage[], outcome: BatchOutcome): readonly ReceivedMessage[] {
  switch (outcome.kind) {
    case "done":
      return messages;
    case "partlyDone":
      return messages.filter(({ MessageId }) => !outcome.failed.has(MessageId));
    case "retried":
      return [];
  }
}
