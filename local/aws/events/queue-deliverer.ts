import { AwsError } from "../aws-error";
import { need } from "../needs/need";
import { queueKeyNeeds } from "../needs/sqs-needs";
import type { OwnActs } from "../own-acts";
import type { WorldTimers } from "../rds/world-timers";
import type { SqsService } from "../sqs-sns/sqs-service";
import type { Caller } from "../types";
import type { QueueDelivery } from "./local-events";

/** EventBridge's own (eb-rule-event-delivery). */
const MAX_AGE_SECONDS = 86_400;
const MAX_ATTEMPTS = 185;
/** World seconds before the first repetition; doubled with each. */
const FIRST_PAUSE_SECONDS = 1;
const MAX_PAUSE_SECONDS = 600;

/**
 * Sends messages to queues as EventBridge does: each is a SendMessage that the queue's and the key's policies decide,
 * that is recorded, and that may fail. What may heal is tried again; what cannot goes to the dead-letter queue.
 */
export class QueueDeliverer {
  constructor(
    private readonly parts: {
      readonly acts: OwnActs;
      readonly sqs: SqsService;
      readonly timers: WorldTimers;
      readonly region: string;
    },
  ) {}

  /** @param purpose what the need is for, in a few words */
  async deliver(caller: Caller, to: QueueDelivery, body: string, purpose: string): Promise<void> {
    const { maximumAgeSeconds = MAX_AGE_SECONDS, maximumAttempts = MAX_ATTEMPTS } = to.retry ?? {};
    let age = 0;
    let pause = FIRST_PAUSE_SECONDS;
    for (let repetition = 0; ; repetition += 1) {
      const failure = await this.attempt(caller, to.queueArn, body, purpose);
      if (failure === undefined) return;
      const isOver = repetition >= maximumAttempts || age + pause > maximumAgeSeconds;
      if (isOver || !mayHeal(failure)) break;
      await this.parts.timers.wait(pause);
      age += pause;
      pause = Math.min(MAX_PAUSE_SECONDS, pause * 2);
    }
    // The record of calls shows a failure; without a dead-letter queue there is nowhere else to put the message.
    if (to.deadLetterArn !== undefined)
      await this.attempt(caller, to.deadLetterArn, body, "keeps what could not be delivered");
  }

  private async attempt(
    caller: Caller,
    queueArn: string,
    body: string,
    purpose: string,
  ): Promise<AwsError | undefined> {
    const { acts, sqs, region } = this.parts;
    const callerAccountId = caller.principal.startsWith("arn:") ? caller.accountId : undefined;
    try {
      await acts.perform(
        caller,
        { service: "sqs", operation: "SendMessage", resource: queueArn },
        async () => [
          need("sqs:SendMessage", queueArn, purpose),
          ...queueKeyNeeds("SendMessage", await sqs.keyOf(queueArn), {
            service: "sqs",
            region,
            callerAccountId,
          }),
        ],
        () => sqs.deliver(queueArn, { MessageBody: body }),
      );
      return undefined;
    } catch (error) {
      if (error instanceof AwsError) return error;
      throw error;
    }
  }
}

/** A client's mistake stays one, but for throttling. */
function mayHeal({ status, code }: AwsError): boolean {
  return status >= 500 || /thrott/i.test(code);
}
