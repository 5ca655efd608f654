import type { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { Token, type IResolvable } from "cdktf";
import { isGiven, type Truth } from "../shared/truth";
import type { S3BucketProps } from "./props";

/** The inputs that lifecycle rules come from. */
export type LifecycleProps = Pick<
  S3BucketProps,
  | "expireObjectsDays"
  | "expireNoncurrentObjectsDays"
  | "abortMultipartDays"
  | "expiredObjectDeleteMarker"
  | "enableIntelligentTiering"
  | "intelligentTieringDays"
>;

/** A rule of S3's, and whether it is there. */
export interface LifecycleRule {
  readonly when: Truth;
  readonly rule: S3BucketLifecycleConfigurationRule;
}

/** @returns one rule for each purpose, for every object; none that is known not to be there */
export function lifecycleRules(props: LifecycleProps): readonly LifecycleRule[] {
  const rules = [
    ...rulesOfDays("expire-older-objects", props.expireObjectsDays, (days) => ({ expiration: [{ days }] })),
    // A rule of its own: S3 takes no days beside it.
    rule("delete-expired-delete-markers", props.expiredObjectDeleteMarker ?? false, {
      expiration: [{ expiredObjectDeleteMarker: true }],
    }),
    ...rulesOfDays("expire-noncurrent-versions", props.expireNoncurrentObjectsDays, (noncurrentDays) => ({
      noncurrentVersionExpiration: [{ noncurrentDays }],
    })),
    ...rulesOfDays("abort-incomplete-multipart-uploads", props.abortMultipartDays, (daysAfterInitiation) => ({
      abortIncompleteMultipartUpload: [{ daysAfterInitiation }],
    })),
    rule("intelligent-tiering", props.enableIntelligentTiering ?? false, {
      transition: [{ days: props.intelligentTieringDays ?? 0, storageClass: "INTELLIGENT_TIERING" }],
    }),
  ];
  return rules.filter(({ when }) => when !== false);
}

type Actions = Omit<S3BucketLifecycleConfigurationRule, "id" | "status" | "filter">;

function rule(id: string, when: Truth, actions: Actions): LifecycleRule {
  // An empty filter: every object.
  return { when, rule: { id, status: "Enabled", filter: [{}], ...actions } };
}

function rulesOfDays(
  id: string,
  days: number | IResolvable | undefined,
  actions: (days: number) => Actions,
): readonly LifecycleRule[] {
  return days === undefined ? [] : [rule(id, isGiven(days), actions(Token.asNumber(days)))];
}
