import type { SQSRecord } from "aws-lambda";
import { readDeadLetter } from "./dead-letter";
import type { ServiceName } from "./metrics";
import { parseRetryState, type RetryState } from "./retry-state";

/** An SQS record, ready to be read by one of the functions. */
export interface Incoming {
  readonly messageId: string;
  /** The queue it came from, and where it is sent back to. */
  readonly queueArn: string;
  /** The body to process: of a redriven dead letter the one it quotes. */
  readonly body: string;
  readonly state: RetryState;
  /** How often SQS has delivered this message, this time included. More than once: an invocation did not end well. */
  readonly deliveries: number;
  /** Whether it is a dead letter that somebody sent back: its cause is mended, and nobody else works on it. */
  readonly redriven: boolean;
  /** What was odd about the attributes; worth a warning. */
  readonly problems: readonly string[];
  /** Why a redriven letter cannot be processed although it could be read. */
  readonly unusable?: { readonly code: string; readonly reason: string; readonly remedy: string };
}

/** Unwraps a record: retry state from the attributes, the quoted body (and no state) from a redriven dead letter. */
export function readIncoming(record: SQSRecord, now: Date, service: ServiceName): Incoming {
  const letter = readDeadLetter(record.body);
  const base = {
    messageId: record.messageId,
    queueArn: record.eventSourceARN,
    deliveries: Number(record.attributes.ApproximateReceiveCount),
    redriven: letter !== undefined,
  };
  if (letter === undefined)
    return { ...base, body: record.body, ...parseRetryState(record.messageAttributes, now) };
  const redriven = { ...base, body: letter.original, state: { firstSeen: now }, problems: [] };
  if (letter.function !== service)
    return {
      ...redriven,
      unusable: {
        code: "LETTER_OF_ANOTHER_QUEUE",
        reason: `The letter is one of ${letter.function} and was redriven into the queue of ${service}`,
        remedy: `Redrive it into the queue of ${letter.function}.`,
      },
    };
  if (letter.originalBytesCut !== undefined)
    return {
      ...redriven,
      unusable: {
        code: "LETTER_CUT",
        reason: `The redriven letter of ${letter.failedAt} quotes its message without the last ${letter.originalBytesCut} bytes`,
        remedy: "Find the full message where it came from and send that, or delete this letter.",
      },
    };
  return redriven;
}
