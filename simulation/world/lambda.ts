import type { SQSRecord } from "aws-lambda";
import type { BatchHandler } from "../../functions/shared/batch";
import type { PlannedEvent } from "../kernel/event-queue";
import { queueArn, REGION, type FunctionName } from "./facts";
import { isDuring } from "./fault-book";
import type { Process } from "./process";
import type { Message, Queue } from "./queue";
import type { WorldBase } from "./world-base";

/** A started process with its handler. */
export interface Environment {
  readonly process: Process;
  readonly handler: BatchHandler;
}

export interface InvocationCounts {
  count: number;
  killed: number;
  timedOut: number;
}

const TIMEOUT_MILLISECONDS = 900_000;
/** Lambda begins with so many batches at once, and adds as many each minute while messages wait. */
const CONCURRENCY = { first: 10, more: 60, everyMilliseconds: 60_000, most: 1000 };
/** How often the poller tries again to invoke a function that is throttled. */
const THROTTLED_MILLISECONDS = 60_000;
const VISIBILITY_MILLISECONDS = 5_400_000;
/** Processes that are kept for the next message. */
const KEPT_WARM = 5;

/** A function and the poller that feeds it from its queue, one message at a time. */
export class Lambda {
  private readonly idle: Environment[] = [];
  private active = 0;
  private limit = CONCURRENCY.first;
  private growth: PlannedEvent | undefined;
  private delivered = 0;

  constructor(
    private readonly world: WorldBase,
    private readonly name: FunctionName,
    private readonly queue: Queue,
    private readonly counts: InvocationCounts,
    private readonly startProcess: () => Environment,
  ) {
    queue.onVisible = () => {
      this.poll();
    };
  }

  private poll(): void {
    while (this.active < this.limit) {
      const message = this.queue.receive();
      if (message === undefined) return;
      this.active++;
      const nth = message.receives === 1 ? ++this.delivered : undefined;
      this.world.time.after(this.world.random.between(1, 100), () => {
        this.begin(message, this.world.time.now + VISIBILITY_MILLISECONDS);
      });
      if (nth !== undefined) this.deliverTwice(message, nth);
    }
    if (this.queue.hasVisible) this.grow();
  }

  private grow(): void {
    this.growth ??= this.world.time.after(CONCURRENCY.everyMilliseconds, () => {
      this.growth = undefined;
      this.limit = Math.min(CONCURRENCY.most, this.limit + CONCURRENCY.more);
      this.poll();
    });
  }

  private deliverTwice(message: Message, nth: number): void {
    const fault = this.world.faults
      .of("delivered-twice")
      .find((each) => each.queue === this.name && each.nth === nth);
    if (fault === undefined) return;
    this.world.time.after(fault.afterSeconds * 1000, () => {
      this.world.faults.count(fault);
      this.world.tell(() => `SQS delivers ${message.id} of ${this.name} a second time`);
      this.active++;
      this.begin(message, this.world.time.now + VISIBILITY_MILLISECONDS);
    });
  }

  /** @param until when the message shows again, and the poller gives up */
  private begin(message: Message, until: number): void {
    const { time, faults } = this.world;
    const throttled = faults.meet(
      "function-throttled",
      (fault) => fault.function === this.name && isDuring(fault, time.now),
    );
    if (throttled !== undefined) {
      time.after(THROTTLED_MILLISECONDS, () => {
        if (time.now >= until) this.release();
        else this.begin(message, until);
      });
      return;
    }
    const warm = this.idle.pop();
    if (warm !== undefined) this.invoke(message, warm);
    else
      time.after(this.world.random.between(200, 1000), () => {
        this.invoke(message, this.startProcess());
      });
  }

  private invoke(message: Message, environment: Environment): void {
    const { time, tell } = this.world;
    const { process, handler } = environment;
    const deadline = time.now + TIMEOUT_MILLISECONDS;
    this.counts.count++;
    tell(
      () => `${this.name} takes ${message.id} (receive ${message.receives}): ${message.body.slice(0, 300)}`,
    );
    const timeout = time.after(TIMEOUT_MILLISECONDS, () => {
      process.hasEnded = true;
      this.counts.timedOut++;
      tell(() => `${this.name} runs into its timeout on ${message.id}`);
      this.release();
    });
    process.onKill = () => {
      time.cancel(timeout);
      this.counts.killed++;
      tell(() => `the process of ${this.name} ends on ${message.id}`);
      this.release();
    };
    const end = (isHandled: boolean): void => {
      if (process.hasEnded) return;
      time.cancel(timeout);
      if (this.idle.length < KEPT_WARM) this.idle.push(environment);
      // The poller deletes what was handled; what was not shows again when its time is over.
      time.after(this.world.random.between(1, 30), () => {
        if (isHandled) this.queue.delete(message);
        else tell(() => `${this.name} could not handle ${message.id}`);
        this.release();
      });
    };
    const context = { getRemainingTimeInMillis: (): number => Math.max(0, deadline - time.now) };
    handler({ Records: [recordOf(message, this.name)] }, context).then(
      ({ batchItemFailures }) => {
        end(batchItemFailures.length === 0);
      },
      (error: unknown) => {
        tell(() => `${this.name} throws: ${String(error)}`);
        end(false);
      },
    );
  }

  private release(): void {
    this.active--;
    this.poll();
  }
}

function recordOf(message: Message, queue: FunctionName): SQSRecord {
  return {
    messageId: message.id,
    receiptHandle: `${message.id}-${message.receives}`,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receives),
      SentTimestamp: String(message.sentAt),
      SenderId: "sender",
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, { DataType, StringValue }]) => [
        name,
        { dataType: DataType, stringValue: StringValue },
      ]),
    ),
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: queueArn(queue),
    awsRegion: REGION,
  };
}
