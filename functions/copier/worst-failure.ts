import { AwsCallError } from "../shared/aws-failure";
import { isTimeShort } from "./invocation-time";

/** Of several failures the one that will not heal decides; that time ran short, only when there is nothing else. */
export function worstFailure(failures: readonly unknown[]): unknown {
  const final = failures.find((failure) => failure instanceof AwsCallError && failure.kind !== "healable");
  return final ?? failures.find((failure) => !isTimeShort(failure)) ?? failures[0];
}
