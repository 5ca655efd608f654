import { createHash } from "node:crypto";
import { AwsCallError } from "./aws-failure";
import type { Clock } from "./clock";
import { deadLetterBody } from "./dead-letter";
import { decideWait } from "./decide-wait";
import type { Incoming } from "./incoming";
import type { LandingRecords } from "./landing-records";
import type { ServiceName } from "./metrics";
import type { MetricCounts, Outcome } from "./outcome";
import type { Log, MetricsRecorder, Queues } from "./ports";
import { LOST_FILE, readRejection, rejectionBody } from "./rejection";
import { retryAttributes } from "./retry-state";
import { WAIT_POLICIES } from "./wait-policies";

/** What carrying out an outcome needs. */
export interface Settling {
  readonly service: ServiceName;
  readonly deadLetterQueueArn: string;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: MetricsRecorder;
  /** Where it is recorded that a letter was written. @default nowhere */
  readonly records?: Pick<LandingRecords, "create" | "read" | "replace">;
}

type Wait = Extract<Outcome, { kind: "wait" }>;
type Reject = Extract<Outcome, { kind: "reject" }>;

/**
 * Carries out how a message ended, and writes the one log line of the decision. Waiting is a new message to the same
 * queue; a rejection is a letter to the dead-letter queue.
 *
 * @throws AwsCallError when the queue does not take it: then the record must be reported as failed
 */
export async function settle(outcome: Outcome, incoming: Incoming, settling: Settling): Promise<void> {
  for (const [metric, value] of Object.entries(outcome.metrics ?? {}))
    settling.metrics.add(metric as keyof MetricCounts, value);
  for (const [instance, counts] of outcome.instanceMetrics ?? [])
    for (const [metric, value] of Object.entries(counts))
      settling.metrics.addOfInstance(instance, metric as keyof MetricCounts, value);

  switch (outcome.kind) {
    case "done":
      logDecision("info", outcome, outcome.decision, outcome.nextStep, incoming, settling);
      return;
    case "ignore":
      settling.metrics.add("messageIgnored", 1);
      logDecision("info", outcome, "ignore", "none: acknowledged", incoming, settling);
      return;
    case "wait":
      await sendBack(outcome, incoming, settling);
      return;
    case "reject":
      await bury(outcome, incoming, settling);
  }
}

async function sendBack(outcome: Wait, incoming: Incoming, settling: Settling): Promise<void> {
  const now = settling.clock.now();
  const decision = decideWait(
    incoming.state,
    outcome.cause,
    now,
    outcome.progressed,
    lotOf(incoming.messageId),
  );
  if (decision.kind === "exhausted") {
    const policy = WAIT_POLICIES[outcome.cause];
    const { subject, body, letterRecord, error } = outcome;
    if (outcome.leftTo !== undefined) {
      logDecision("warn", outcome, "left", `${outcome.leftTo}; ${decision.bound}`, incoming, settling);
      return;
    }
    await bury(
      {
        kind: "reject",
        subject,
        code: outcome.code ?? policy.code,
        reason: `${outcome.reason}; waited ${decision.attempts} times, ${decision.bound}`,
        remedy: outcome.remedy ?? policy.remedy,
        counts: { ...outcome.counts, waitedFor: outcome.cause },
        ...(body !== undefined && { body }),
        ...(letterRecord !== undefined && { letterRecord }),
      },
      incoming,
      settling,
      error,
    );
    return;
  }
  try {
    await settling.queues.send(incoming.queueArn, {
      body: outcome.body ?? incoming.body,
      delaySeconds: decision.delaySeconds,
      attributes: retryAttributes(decision.state),
    });
  } catch (error) {
    if (!(error instanceof AwsCallError && error.kind === "refused")) throw error;
    await bury(notSentBack(outcome, error), incoming, settling, error);
    return;
  }
  settling.metrics.add("messageWaiting", 1);
  const { cause, attempt, deadline } = decision.state.waiting;
  logDecision(
    LEVELS[outcome.cause] ?? "info",
    outcome,
    "wait",
    `looked at again in ${decision.delaySeconds} s (wait ${attempt} for ${cause}, until ${deadline.toISOString()})`,
    incoming,
    settling,
    outcome.error,
  );
}

/** 0 to below 1, as good as by chance: SQS gives each message an identifier of its own. */
function lotOf(messageId: string): number {
  return createHash("sha256").update(messageId).digest().readUInt32BE(0) / 2 ** 32;
}

/** SQS does not take the message again, such as one that its attributes make too long: it would refuse each repetition. */
function notSentBack({ subject, reason, body, letterRecord }: Wait, error: AwsCallError): Reject {
  return {
    kind: "reject",
    subject,
    code: "NOT_SENT_BACK",
    reason: `${reason}; the message cannot wait, for SQS refuses it: ${error.message}`,
    remedy:
      "Send the same again in fewer bytes: SQS takes a message and its attributes up to the queue's maximum of 262,144 bytes, or 1 MiB.",
    ...(body !== undefined && { body }),
    ...(letterRecord !== undefined && { letterRecord }),
  };
}

/** Waits that a person should be able to find: something failed. */
const LEVELS: Partial<Record<Wait["cause"], "warn">> = {
  "healable-failure": "warn",
  "unexpected-error": "warn",
  "time-short": "warn",
  settling: "warn",
};

async function bury(outcome: Reject, incoming: Incoming, settling: Settling, error?: Error): Promise<void> {
  const { code, reason, remedy, subject } = outcome;
  await settling.queues.send(settling.deadLetterQueueArn, {
    body: deadLetterBody({
      function: settling.service,
      code,
      reason,
      remedy,
      ...subject,
      failedAt: settling.clock.now().toISOString(),
      messageId: incoming.messageId,
      original: outcome.body ?? incoming.body,
    }),
  });
  settling.metrics.add("messageDeadLettered", 1);
  const counted = { ...outcome, counts: { ...outcome.counts, code } };
  logDecision("error", counted, "reject", `dead-letter queue; ${remedy}`, incoming, settling, error);
  await recordLetter(outcome, settling);
}

/**
 * Keeps the same from being told again: worth a try, for the letter itself is written. The last letter counts, but for a lost
 * file: that stays lost, whatever fails after it.
 */
async function recordLetter(outcome: Reject, { records, clock, log }: Settling): Promise<void> {
  const { letterRecord, code, reason, subject } = outcome;
  if (letterRecord === undefined || records === undefined) return;
  const body = rejectionBody({ code, reason, at: clock.now().toISOString() });
  try {
    if ((await records.create(letterRecord, body)) === "created") return;
    const before = await records.read(letterRecord);
    if (before === undefined || readRejection(before.body)?.code === LOST_FILE) return;
    await records.replace(letterRecord, body, before.etag);
  } catch (error) {
    const why = "it could not be recorded that a letter was written: another may follow for the same";
    log.warn(`${why}: ${letterRecord}`, { ...subject, reason: why, error });
  }
}

function logDecision(
  level: keyof Log,
  { subject, reason, counts }: Outcome,
  decision: string,
  nextStep: string,
  incoming: Incoming,
  { log }: Settling,
  error?: Error,
): void {
  log[level](`${decision}: ${reason}`, {
    ...subject,
    decision,
    reason,
    nextStep,
    ...counts,
    messageId: incoming.messageId,
    ...(error && { error }),
  });
}
