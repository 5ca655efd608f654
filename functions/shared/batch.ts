import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { failureOutcome } from "./failure-outcome";
import { readIncoming, type Incoming } from "./incoming";
import { NO_SUBJECT, type Outcome } from "./outcome";
import { settle, type Settling } from "./settle";

/** What of Lambda's context the functions use. */
export type Invocation = Pick<Context, "getRemainingTimeInMillis">;

/** The handler that Lambda calls. */
export type BatchHandler = (event: SQSEvent, invocation: Invocation) => Promise<SQSBatchResponse>;

/** Decides about one message; an exception counts as an unforeseen failure. */
export type MessageHandler = (incoming: Incoming, invocation: Invocation) => Promise<readonly Outcome[]>;

/**
 * Makes a Lambda handler out of a message handler: each record by itself, each outcome carried out. A record is
 * reported as failed, for SQS to deliver again, only when even the queues do not take what becomes of it.
 */
export function batchHandler(handle: MessageHandler, settling: Settling): BatchHandler {
  return async (event, invocation) => {
    try {
      return await processPartialResponse(
        event,
        (record: SQSRecord) => handleRecord(record, invocation, handle, settling),
        new BatchProcessor(EventType.SQS),
        { throwOnFullBatchFailure: false },
      );
    } finally {
      settling.metrics.flush();
    }
  };
}

async function handleRecord(
  record: SQSRecord,
  invocation: Invocation,
  handle: MessageHandler,
  settling: Settling,
): Promise<void> {
  const { log, clock } = settling;
  const incoming = readIncoming(record, clock.now(), settling.service);
  for (const problem of incoming.problems)
    log.warn(`odd message attributes: ${problem}`, { messageId: incoming.messageId });

  const failures: unknown[] = [];
  for (const outcome of await outcomesOf(incoming, invocation, handle)) {
    try {
      await settle(outcome, incoming, settling);
    } catch (error) {
      failures.push(error);
      log.error(`${outcome.kind} could not be carried out: SQS delivers the message again`, {
        ...outcome.subject,
        messageId: incoming.messageId,
        reason: outcome.reason,
        error,
      });
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, "The queues do not take what becomes of the message");
}

async function outcomesOf(
  incoming: Incoming,
  invocation: Invocation,
  handle: MessageHandler,
): Promise<readonly Outcome[]> {
  if (incoming.unusable !== undefined) return [{ kind: "reject", subject: NO_SUBJECT, ...incoming.unusable }];
  try {
    return await handle(incoming, invocation);
  } catch (error) {
    return [failureOutcome(error, NO_SUBJECT)];
  }
}
