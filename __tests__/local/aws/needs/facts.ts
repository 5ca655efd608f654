import type { ObjectFacts, S3Facts } from "../../../../local/aws/needs/s3-facts";
import type { Need } from "../../../../local/permissions/types";

export const region = "eu-west-2";
/** Of the caller and its bucket. */
export const accountId = "111122223333";
/** Of the bucket that is written to. */
export const zoneAccountId = "444455556666";
export const REPORT_KEY = `arn:aws:kms:${region}:${accountId}:key/report`;
export const ZONE_KEY = `arn:aws:kms:${region}:${zoneAccountId}:key/zone`;

/** A call on `zone`, a bucket of another account; the object is there unless `hasTags` and key are left out. */
export function factsOf(given: Partial<ObjectFacts> & { readonly key?: string } = {}): S3Facts {
  const { key = "", hasTags } = given;
  return {
    target: {
      ...{ bucket: "zone", key, ownerAccountId: zoneAccountId },
      object: hasTags === undefined ? undefined : { keyArn: given.keyArn, hasTags },
    },
    ...{ region, callerAccountId: accountId, headers: {}, query: new URLSearchParams(), deleted: [] },
  };
}

/** `action resource`, and the condition keys that are asked for. */
export function brief(needs: readonly Need[], ...keys: readonly string[]): unknown[] {
  return needs.map(({ action, resource, context }) =>
    keys.length === 0
      ? `${action} ${resource}`
      : [`${action} ${resource}`, ...keys.map((key) => context[key])],
  );
}
