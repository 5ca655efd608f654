import * as z from "zod";
import type { SQSMessageAttributes } from "aws-lambda";
import { LONGEST_WAIT_SECONDS, WAIT_POLICIES, type WaitCause } from "./wait-policies";

/** What a message remembers while it waits; it travels in message attributes, so the body stays as it was. */
export interface RetryState {
  /** When a function saw the message for the first time. */
  readonly firstSeen: Date;
  /** What it waits for; absent before the first wait. */
  readonly waiting?: Waiting;
}

export interface Waiting {
  readonly cause: WaitCause;
  /** Waits so far for this cause, 1 or more. */
  readonly attempt: number;
  /** When patience ends. */
  readonly deadline: Date;
}

/** The attributes as SQS takes them. */
export type RetryAttributes = Readonly<
  Record<string, { readonly DataType: string; readonly StringValue: string }>
>;

const causes = Object.keys(WAIT_POLICIES) as [WaitCause, ...WaitCause[]];
const instant = z.iso.datetime().transform((text) => new Date(text));
const waitingSchema = z.object({
  WaitingFor: z.enum(causes),
  Attempt: z
    .string()
    .regex(/^[1-9]\d{0,5}$/)
    .transform(Number),
  Deadline: instant,
});

/** A day of tolerance for clocks that differ and messages that were redriven late. */
const TOLERANCE_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * Reads the state out of a record's attributes. What cannot be read counts as absent: waiting starts anew, and the
 * problem is reported, for an attribute is no reason to lose a message.
 */
export function parseRetryState(
  attributes: SQSMessageAttributes,
  now: Date,
): { readonly state: RetryState; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const text = (name: string): string | undefined => attributes[name]?.stringValue;

  const firstSeen = firstSeenOf(text("FirstSeen"), now, problems);
  const given = { WaitingFor: text("WaitingFor"), Attempt: text("Attempt"), Deadline: text("Deadline") };
  if (Object.values(given).every((value) => value === undefined)) return { state: { firstSeen }, problems };

  const waiting = waitingSchema.safeParse(given);
  if (!waiting.success) {
    problems.push(`the attributes ${JSON.stringify(given)} are not a retry state: waiting starts anew`);
    return { state: { firstSeen }, problems };
  }
  const { WaitingFor: cause, Attempt: attempt, Deadline: deadline } = waiting.data;
  return { state: { firstSeen, waiting: { cause, attempt, deadline } }, problems };
}

function firstSeenOf(text: string | undefined, now: Date, problems: string[]): Date {
  if (text === undefined) return now;
  const parsed = instant.safeParse(text);
  const age = parsed.success ? now.getTime() - parsed.data.getTime() : NaN;
  if (age >= -TOLERANCE_MILLISECONDS && age <= LONGEST_WAIT_SECONDS * 1000 + TOLERANCE_MILLISECONDS)
    return new Date(now.getTime() - age);
  problems.push(`the attribute FirstSeen is ${JSON.stringify(text)}: counted as seen for the first time now`);
  return now;
}

/** The reverse of {@link parseRetryState}. */
export function retryAttributes(state: RetryState): RetryAttributes {
  const string = (value: string): { DataType: string; StringValue: string } => ({
    DataType: "String",
    StringValue: value,
  });
  return {
    FirstSeen: string(state.firstSeen.toISOString()),
    ...(state.waiting && {
      WaitingFor: string(state.waiting.cause),
      Attempt: { DataType: "Number", StringValue: String(state.waiting.attempt) },
      Deadline: string(state.waiting.deadline.toISOString()),
    }),
  };
}
