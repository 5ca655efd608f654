/** Something in a plan that may keep a snapshot from landing, or leave a letter behind. */
export interface Hindrance {
  /** What it is, as a clause. */
  readonly what: string;
  /** Indexes of the snapshots that it may hit; `any` where the plan does not say. */
  readonly snapshots: "any" | readonly number[];
  /** What such a letter's reason must name. */
  readonly names?: string;
  /** Codes of the dead letters that it explains; {@link MOVED_BY_SQS} for those that have none. */
  readonly codes: readonly string[];
  /**
   * What becomes of the snapshot:
   * - `lands`: it lands all the same, a letter may tell of what went wrong before
   * - `lands-by-reconciliation`: the same, where somebody reconciles; without, the letter is the end
   * - `may-not-land`: the letter is the end
   */
  readonly outcome: "lands" | "lands-by-reconciliation" | "may-not-land";
  /** Whether nobody may know that the snapshot is missing: then it is not promised. With reconciliation only by `may-not-land`. */
  readonly silent?: boolean;
}

/** What follows from a fault that heals by itself: nothing. */
export const HEALS: readonly Hindrance[] = [];

/** Stands for the code of a message that SQS moved itself, after too many receives. */
export const MOVED_BY_SQS = "(moved by SQS)";

/** Whether a code is one of a hindrance's, where `*` stands for anything. */
export function explains({ codes }: Pick<Hindrance, "codes">, code: string): boolean {
  return codes.some((each) => (each.endsWith("*") ? code.startsWith(each.slice(0, -1)) : each === code));
}
