import { Fn, Op, Token, type Precondition } from "cdktf";
import { allOf, isGiven } from "../shared/truth";
import type { LifecycleProps } from "./lifecycle-rules";

/** Days that S3 would refuse beside each other. */
export class TieringError extends Error {
  override readonly name = "TieringError";
}

const MESSAGE =
  "intelligent_tiering_days: expected fewer days than expire_objects_days, since S3 moves no object that has expired";

/**
 * Objects are moved before they expire, or S3 refuses the rules.
 * @returns what Terraform has to check, since it alone will know the days; nothing for literals
 * @throws TieringError for literals that do not go together
 */
export function tieringPreconditions({
  enableIntelligentTiering = false,
  intelligentTieringDays = 0,
  expireObjectsDays,
}: LifecycleProps): Precondition[] {
  const both = allOf([enableIntelligentTiering, isGiven(expireObjectsDays)]);
  if (both === false || expireObjectsDays === undefined) return [];
  const expiry = Token.asNumber(expireObjectsDays);
  if (!Token.isUnresolved(intelligentTieringDays) && !Token.isUnresolved(expireObjectsDays)) {
    if (intelligentTieringDays < expiry) return [];
    const errorMessage = `${MESSAGE}; got ${intelligentTieringDays} and ${expiry}.`;
    if (both === true) throw new TieringError(errorMessage);
    return [{ condition: Op.not(both), errorMessage }];
  }
  const fewer = Op.lt(intelligentTieringDays, expiry);
  const condition = both === true ? fewer : Token.asAny(Fn.conditional(both, fewer, true));
  // As JSON: Terraform makes the message even when it does not need it, and cannot when null is to be in it.
  const got = `${Fn.jsonencode(intelligentTieringDays)} and ${Fn.jsonencode(expiry)}`;
  return [{ condition, errorMessage: `${MESSAGE}; got ${got}.` }];
}
