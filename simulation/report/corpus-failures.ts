import type { Violation } from "../invariants/invariant";

/** A plan that is written down, and no longer holds what must hold. */
export interface FailedPlan {
  readonly name: string;
  readonly violations: readonly Violation[];
}

/** Which plans of simulation/corpus broke what, and how to see them again. */
export function corpusFailureLines(failures: readonly FailedPlan[]): readonly string[] {
  return failures.flatMap(({ name, violations }) => [
    "",
    `The plan ${name} broke what must hold:`,
    ...violations.slice(0, 10).map(({ invariant, sentence }) => `  ${invariant}: ${sentence}`),
    `See it: npm run simulate -- --plan simulation/corpus/${name}.json --trace`,
  ]);
}
