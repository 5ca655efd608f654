import { AwsCallError } from "../shared/aws-failure";
import { isTimeShort } from "./invocation-time";

/**
 * Of several failures a lost file decides, for no redrive brings it back; else one that will not heal; that time ran short, only
 * when there is nothing else.
 */
export function worstFailure(failures: readonly unknown[]): unknown {
  const final = failures.filter(
    (failure): failure is AwsCallError => failure instanceof AwsCallError && failure.kind !== "healable",
  );
  const lost = final.find(({ code }) => code === "NoSuchKey");
  return lost ?? final[0] ?? failures.find((failure) => !isTimeShort(failure)) ?? failures[0];
}
