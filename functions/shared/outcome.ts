import type { METRIC } from "./metrics";
import type { WaitCause } from "./wait-policies";

/** What a decision is about. */
export interface Subject {
  /** Snapshot ARN, or null where none is known. */
  readonly snapshot: string | null;
  /** Export task identifier, or null where none is known. */
  readonly exportTask: string | null;
}

/** Figures that go into the decision's log line. */
export type Counts = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Figures that go into metrics. */
export type MetricCounts = Readonly<Partial<Record<keyof typeof METRIC, number>>>;

interface OutcomeBase {
  readonly subject: Subject;
  /** Why: what was found. One sentence without a full stop. */
  readonly reason: string;
  readonly counts?: Counts;
  readonly metrics?: MetricCounts;
  /** The same per database instance, by its identifier. */
  readonly instanceMetrics?: ReadonlyMap<string, MetricCounts>;
  /** Key of the record that says that there is a letter, should it come to one. @default none is kept */
  readonly letterRecord?: string;
}

/**
 * How the handling of one message, or of one snapshot out of several that a message names, ends. Handlers return
 * these; {@link settle} carries them out and writes the decision's log line.
 */
export type Outcome =
  /** Done: the message is not needed any more. `decision` is a word for the log, such as `start`. */
  | (OutcomeBase & { readonly kind: "done"; readonly decision: string; readonly nextStep: string })
  /** None of ours: acknowledged. */
  | (OutcomeBase & { readonly kind: "ignore" })
  /** Looked at again later. */
  | (OutcomeBase & {
      readonly kind: "wait";
      readonly cause: WaitCause;
      /** What is sent back. @default the message's own body */
      readonly body?: string;
      /** Something was got done: the cause's patience and attempts begin anew. @default patience goes on */
      readonly progressed?: true;
      /** Code and remedy of the dead letter should patience end. @default those of the cause's policy */
      readonly code?: string;
      readonly remedy?: string;
      /** Who sees to it when patience ends: then no letter is written. @default nobody */
      readonly leftTo?: string;
      /** The error to log with its stack, where one is the cause. */
      readonly error?: Error;
    })
  /** Will not heal: to the dead-letter queue. */
  | (OutcomeBase & {
      readonly kind: "reject";
      readonly code: string;
      readonly remedy: string;
      /** What a redriven letter is processed as. @default the message's own body */
      readonly body?: string;
    });

/** The subject of a message that could not be read. */
export const NO_SUBJECT: Subject = { snapshot: null, exportTask: null };
