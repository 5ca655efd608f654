import { Fn, Op, Token } from "cdktf";
import type { S3BucketSettings } from "../../config/settings/s3-bucket";
import type { JointRule } from "../shared/joint-rule";
import { allOf, isGiven, type Truth } from "../shared/truth";
import type { LifecycleProps } from "./lifecycle-rules";

/** Objects are moved before they expire, or S3 refuses the rules. */
export function tieringRule(props: LifecycleProps): JointRule<keyof S3BucketSettings> {
  return {
    of: ["enable_intelligent_tiering", "intelligent_tiering_days", "expire_objects_days"],
    holds: () => areMovedBefore(props),
    message: (called) =>
      `${called("intelligent_tiering_days")}: expected fewer days than ${called("expire_objects_days")}, since S3 moves no object that has expired; got ${daysOf(props)}.`,
  };
}

function areMovedBefore(props: LifecycleProps): Truth {
  const { enableIntelligentTiering = false, intelligentTieringDays = 0, expireObjectsDays } = props;
  const both = allOf([enableIntelligentTiering, isGiven(expireObjectsDays)]);
  if (both === false || expireObjectsDays === undefined) return true;
  const expiry = Token.asNumber(expireObjectsDays);
  if (areLiterals(props)) {
    if (intelligentTieringDays < expiry) return true;
    return both === true ? false : Op.not(both);
  }
  const fewer = Op.lt(intelligentTieringDays, expiry);
  return both === true ? fewer : Token.asAny(Fn.conditional(both, fewer, true));
}

function daysOf(props: LifecycleProps): string {
  const { intelligentTieringDays = 0, expireObjectsDays } = props;
  const expiry = Token.asNumber(expireObjectsDays);
  if (areLiterals(props)) return `${intelligentTieringDays} and ${expiry}`;
  // As JSON: Terraform makes the message even when it does not need it, and cannot when null is to be in it.
  return `${Fn.jsonencode(intelligentTieringDays)} and ${Fn.jsonencode(expiry)}`;
}

function areLiterals({ intelligentTieringDays, expireObjectsDays }: LifecycleProps): boolean {
  return !Token.isUnresolved(intelligentTieringDays) && !Token.isUnresolved(expireObjectsDays);
}
