import { AwsCallError } from "../shared/aws-failure";

/** Of several failures the one that will not heal decides; an abort only when there is nothing else. */
export function worstFailure(failures: readonly unknown[]): unknown {
  const final = failures.find((failure) => failure instanceof AwsCallError && failure.kind !== "healable");
  return final ?? failures.find((failure) => !isAbort(failure)) ?? failures[0];
}

/** Whether a call was let go because the invocation ends. */
export function isAbort(failure: unknown): boolean {
  return failure instanceof Error && failure.name === "AbortError";
}
