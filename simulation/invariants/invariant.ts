import type { RunFacts } from "./run-facts";

/** Something that must hold after every run, whatever went wrong in it. */
export interface Invariant {
  /** Short, as reports name it. */
  readonly name: string;
  /** What is promised, as a sentence. */
  readonly promise: string;
  /** @returns a sentence for each place where it does not hold */
  readonly check: (facts: RunFacts) => readonly string[];
}

/** An invariant that a run broke. */
export interface Violation {
  readonly invariant: string;
  /** What was expected, what came, and of which snapshot. */
  readonly sentence: string;
}
