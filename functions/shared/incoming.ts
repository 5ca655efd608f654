import type { SQSRecord } from "aws-lambda";
import { readDeadLetter } from "./dead-letter";
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
  /** What was odd about the attributes; worth a warning. */
  readonly problems: readonly string[];
  /** Why the body cannot be processed although it could be read: a redriven letter whose quotation is cut. */
  readonly unusable?: string;
}

/** Unwraps a record: retry state from the attributes, the quoted body (and no state) from a redriven dead letter. */
export function readIncoming(record: SQSRecord, now: Date): Incoming {
  const base = {
    messageId: record.messageId,
    queueArn: record.eventSourceARN,
    deliveries: Number(record.attributes.ApproximateReceiveCount),
  };
  const letter = readDeadLetter(record.body);
  if (letter === undefined)
    return { ...base, body: record.body, ...parseRetryState(record.messageAttributes, now) };
  const redriven = { ...base, body: letter.original, state: { firstSeen: now }, problems: [] };
  return letter.originalBytesCut === undefined
    ? redriven
    : {
        ...redriven,
        unusable: `the redriven letter of ${letter.failedAt} quotes its message without the last ${letter.originalBytesCut} bytes`,
      };
}
