import { awsProblem, awsProblemText } from "../../../shared/aws/aws-problem";
import { ToCorrectError } from "../../../shared/command/command-error";
import { nameOf } from "../../../../local/shared/error-facts";
import type { Found } from "../facts";

export interface Look<T> {
  /** What is looked for, for messages. */
  readonly what: string;
  /** IAM action that the look needs. */
  readonly action: string;
  /** Names of the errors by which AWS says that it is not there. */
  readonly missing?: readonly string[];
  readonly signal: AbortSignal;
  /** @returns undefined when it is not there */
  readonly read: () => Promise<T | undefined>;
}

/**
 * Looks at one thing. A look that fails says nothing about the others, so that somebody who may not read all still
 * gets to see the rest.
 *
 * @throws ToCorrectError when it is the credentials that are wrong: no other look will do better
 * @throws the signal's reason when it is aborted
 */
export async function look<T>({ what, action, missing = [], signal, read }: Look<T>): Promise<Found<T>> {
  try {
    const value = await read();
    return value === undefined ? { kind: "missing" } : { kind: "there", value };
  } catch (error) {
    signal.throwIfAborted();
    if (missing.includes(nameOf(error))) return { kind: "missing" };
    const text = awsProblemText(what, action, error);
    if (awsProblem(error).kind === "credentials") throw new ToCorrectError(text, { cause: error });
    return { kind: "unreadable", why: text };
  }
}
