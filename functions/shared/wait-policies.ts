/** How long the functions wait for one thing, and what is said when it did not come. */
export interface WaitPolicy {
  /** Delay before the first look, in seconds: 1 to 900 (SQS). */
  readonly firstDelaySeconds: number;
  /** Each further delay is the one before times this; 1: always the same. */
  readonly factor: number;
  /** The longest delay, in seconds: at most 900 (SQS). */
  readonly maxDelaySeconds: number;
  /**
   * Share of a delay that is drawn by lot, 0 to 1: what began to wait in one minute must not look in the same second for ever.
   * @default 0
   */
  readonly spread?: number;
  /** From the first wait for this cause until the dead-letter queue, in seconds. */
  readonly patienceSeconds: number;
  /** Looks allowed, where time alone is no bound. @default none */
  readonly maxAttempts?: number;
  /** Causes whose attempts and what is left of whose patience are kept: this wait is none of the message's own. @default none */
  readonly keeps?: readonly string[];
  /** Causes whose delays and patience this one goes on with, as if it had been the same wait. @default none */
  readonly follows?: readonly string[];
  /** Code of the dead letter when patience ends, unless the waiting step names a better one. */
  readonly code: string;
  /** Remedy of that dead letter, unless the waiting step names a better one. */
  readonly remedy: string;
}

const MINUTES = 60;
const HOURS = 60 * MINUTES;
const DAYS = 24 * HOURS;

/** A message is never older than this, in seconds, whatever it waits for: SQS forgets it after 14 days. */
export const LONGEST_WAIT_SECONDS = 13 * DAYS;

/** What is said when no slot became free for so long. */
const QUOTA_FULL = {
  code: "EXPORT_QUOTA_FULL",
  remedy:
    "See which export tasks take the account's slots (aws rds describe-export-tasks) and cancel those that hang; " +
    "then redrive this letter.",
} as const;

/** What a message may wait for. */
export const WAIT_POLICIES = {
  /** An event speaks of a snapshot that RDS does not list yet. */
  "snapshot-not-found": {
    firstDelaySeconds: 60,
    factor: 1,
    maxDelaySeconds: 60,
    patienceSeconds: 2 * HOURS,
    code: "SNAPSHOT_NOT_FOUND",
    remedy:
      "See in the RDS console whether the backup left a snapshot; if it did, send the export queue " +
      '{"SnapshotArn":"<its ARN>"}. If the snapshot was deleted, its data cannot be landed any more.',
  },
  "snapshot-creating": {
    firstDelaySeconds: 60,
    factor: 1,
    maxDelaySeconds: 60,
    patienceSeconds: 24 * HOURS,
    code: "SNAPSHOT_NOT_AVAILABLE",
    remedy:
      "See in the RDS console what keeps the snapshot from becoming available; then redrive this letter.",
  },
  /**
   * A backup's start event leaves the snapshot to the finish event, for as long as RDS's events may lag (5 minutes,
   * USER_Events) and as much again; then it steps in, so patience never ends.
   */
  "finish-event": {
    firstDelaySeconds: 600,
    factor: 1,
    maxDelaySeconds: 600,
    patienceSeconds: HOURS,
    code: "SNAPSHOT_NOT_EXPORTED",
    remedy: "Redrive this letter: the snapshot is then exported at once, unless it has been.",
  },
  /**
   * Every slot of the account's export quota is taken: patience is bounded by SQS alone. Thousands may wait, so looks become
   * rarer with the time that a message has waited, and nobody who missed a slot begins to look often again.
   */
  "export-quota": {
    firstDelaySeconds: 120,
    factor: 1.1,
    maxDelaySeconds: 900,
    spread: 0.5,
    patienceSeconds: LONGEST_WAIT_SECONDS,
    follows: ["export-turn"],
    ...QUOTA_FULL,
  },
  /** As above, for the net below a backup's finish event, whose own message waits beside it and looks more often. */
  "export-quota-net": {
    firstDelaySeconds: 900,
    factor: 1,
    maxDelaySeconds: 900,
    spread: 0.5,
    patienceSeconds: LONGEST_WAIT_SECONDS,
    follows: ["export-turn"],
    ...QUOTA_FULL,
  },
  /** A slot became free: whoever has waited longer may take it first, by reconciliation, which looks more often than this. */
  "export-turn": {
    firstDelaySeconds: 35,
    factor: 1,
    maxDelaySeconds: 35,
    patienceSeconds: LONGEST_WAIT_SECONDS,
    follows: ["export-quota", "export-quota-net"],
    ...QUOTA_FULL,
  },
  /**
   * Reconciliation has more to export than there are slots; it ends by itself when the next look is due. After each export
   * that it starts it looks often again.
   */
  "reconciliation-turn": {
    firstDelaySeconds: 10,
    factor: 1.02,
    maxDelaySeconds: 30,
    patienceSeconds: LONGEST_WAIT_SECONDS,
    ...QUOTA_FULL,
  },
  /** RDS says the snapshot cannot be exported right now, as when another export of it runs or has just ended. */
  "snapshot-busy": {
    firstDelaySeconds: 60,
    factor: 2,
    maxDelaySeconds: 300,
    patienceSeconds: 24 * HOURS,
    code: "SNAPSHOT_BUSY",
    remedy: "See which other export or copy of the snapshot runs; when it has ended, redrive this letter.",
  },
  /** An earlier task of this snapshot is being cancelled. */
  "export-cancelling": {
    firstDelaySeconds: 60,
    factor: 2,
    maxDelaySeconds: 300,
    patienceSeconds: 24 * HOURS,
    code: "EXPORT_STILL_CANCELLING",
    remedy: "The task stays in CANCELING: open a case with AWS support, then redrive this letter.",
  },
  /** What was made a moment ago and may not be seen everywhere yet: roles, permissions, tasks. */
  settling: {
    firstDelaySeconds: 60,
    factor: 1,
    maxDelaySeconds: 60,
    patienceSeconds: 15 * MINUTES,
    code: "STILL_REFUSED",
    remedy: "Correct what the reason names, then redrive this letter.",
  },
  /** The export runs: looked at early, then every five minutes. */
  "export-running": {
    firstDelaySeconds: 60,
    factor: 1.5,
    maxDelaySeconds: 300,
    patienceSeconds: 7 * DAYS,
    code: "EXPORT_STILL_RUNNING",
    remedy: "See in the RDS console why the export does not end; when it has, redrive this letter.",
  },
  /** Another message lands the export: its end is seen by what it leaves, a manifest or a letter. */
  "landing-turn": {
    firstDelaySeconds: 60,
    factor: 1.5,
    maxDelaySeconds: 300,
    patienceSeconds: LONGEST_WAIT_SECONDS,
    // Else two messages that fail in turn would renew each other's patience.
    keeps: ["healable-failure", "unexpected-error", "time-short", "verification"],
    code: "LANDING_CLAIMED",
    remedy:
      "See in the copier's log which message lands the export, and why it does not end; then redrive this letter.",
  },
  /** Throttling, server errors, lost connections. */
  "healable-failure": {
    firstDelaySeconds: 30,
    factor: 2,
    maxDelaySeconds: 900,
    patienceSeconds: 6 * HOURS,
    code: "STILL_FAILING",
    remedy: "See the AWS health dashboard for the service that the reason names; then redrive this letter.",
  },
  /** Every file has landed, only the workflow is still to be started: what is copied is not copied again. */
  "workflow-start": {
    firstDelaySeconds: 60,
    factor: 1.5,
    maxDelaySeconds: 300,
    patienceSeconds: 2 * DAYS,
    code: "WORKFLOW_NOT_STARTED",
    remedy:
      "The files are landed. See why the Glue workflow takes no further run (its maximum of concurrent runs?), " +
      "then redrive this letter.",
  },
  /**
   * The invocation's time ran out; the next one goes on. A landing that comes further each time has no limit but a message's
   * age: these are the patience and the attempts of one that does not.
   */
  "time-short": {
    firstDelaySeconds: 1,
    factor: 1,
    maxDelaySeconds: 1,
    patienceSeconds: 6 * HOURS,
    maxAttempts: 12,
    code: "COPY_TAKES_TOO_LONG",
    remedy:
      "The workflow was not started. Give the copier more memory (it gets its share of processor and network by it) and " +
      "redrive this letter: what has landed is not copied again.",
  },
  /** Files are missing in the zone after the copy, which begins anew: whoever deletes there may have ended by then. */
  verification: {
    firstDelaySeconds: 60,
    factor: 1,
    maxDelaySeconds: 60,
    patienceSeconds: 6 * HOURS,
    maxAttempts: 3,
    code: "LANDING_INCOMPLETE",
    remedy: "See who deletes or replaces files in the landing zone, and stop that; then redrive this letter.",
  },
  /** An error that nobody foresaw: a defect, most likely, but worth another try. */
  "unexpected-error": {
    firstDelaySeconds: 60,
    factor: 2,
    maxDelaySeconds: 900,
    patienceSeconds: HOURS,
    code: "UNEXPECTED_ERROR",
    remedy:
      "Find the stack trace in the function's log by the message id; when it is mended, redrive this letter.",
  },
} as const satisfies Record<string, WaitPolicy>;

export type WaitCause = keyof typeof WAIT_POLICIES;
