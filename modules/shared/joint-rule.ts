import type { Precondition } from "cdktf";
import type { InputProblem } from "./input-problem";
import type { Truth } from "./truth";

/** A rule for several inputs of a construct, or for what is made of them. */
export interface JointRule<N extends string> {
  /** The settings that it is about. */
  readonly of: readonly N[];
  /** Asked only where each of them is right by itself. */
  readonly holds: () => Truth;
  /** @param name what the reader of the message calls a setting */
  readonly message: (name: (setting: N) => string) => string;
}

/**
 * @param known what is wrong already: of a wrong input no more is asked
 * @returns the rules that literals break
 */
export function jointProblems<N extends string>(
  rules: readonly JointRule<N>[],
  names: Readonly<Record<N, string>>,
  known: readonly InputProblem<N>[],
): readonly InputProblem<N>[] {
  const wrong = new Set(known.flatMap(({ of }) => of));
  return rules
    .filter(({ of, holds }) => !of.some((setting) => wrong.has(setting)) && holds() === false)
    .map(({ of, message }) => ({ of, text: message((setting) => names[setting]) }));
}

/** @returns what Terraform has to check, since it alone will know the values, in the names of its variables */
export function jointPreconditions<N extends string>(rules: readonly JointRule<N>[]): Precondition[] {
  return rules.flatMap(({ holds, message }) => {
    const condition = holds();
    return typeof condition === "boolean" ? [] : [{ condition, errorMessage: message((setting) => setting) }];
  });
}
