import type { Need } from "../../permissions/types";
import { isDecidedByPolicies, keyNeed } from "./key-needs";
import { need } from "./need";
import type { S3Facts, S3Place } from "./s3-facts";

/** A need on a bucket. */
export function onBucket(
  action: string,
  place: S3Place,
  purpose: string,
  context: Need["context"] = {},
): Need {
  return s3Need(action, `arn:aws:s3:::${place.bucket}`, place, purpose, context);
}

/** A need on an object. */
export function onObject(
  action: string,
  place: S3Place,
  purpose: string,
  context: Need["context"] = {},
): Need {
  return s3Need(action, `arn:aws:s3:::${place.bucket}/${place.key}`, place, purpose, context);
}

function s3Need(
  action: string,
  resource: string,
  { ownerAccountId }: S3Place,
  purpose: string,
  context: Need["context"],
): Need {
  return need(action, resource, purpose, {
    accountId: ownerAccountId,
    context: { "s3:ResourceAccount": ownerAccountId, ...context },
  });
}

/** Use of a key through S3; nothing for SSE-S3. */
export function throughS3(
  action: "kms:Decrypt" | "kms:GenerateDataKey",
  keyArn: string | undefined,
  { region, callerAccountId }: S3Facts,
  purpose: string,
): readonly Need[] {
  if (keyArn === undefined || !isDecidedByPolicies(keyArn, callerAccountId)) return [];
  return [keyNeed(action, keyArn, { service: "s3", region, callerAccountId }, purpose)];
}

/**
 * Only who may list a bucket is told that an object is not there; all others are told that they have no access
 * (API_GetObject, "Permissions").
 */
export function toKnowOfAbsence(place: S3Place): readonly Need[] {
  if (place.object !== undefined) return [];
  return [onBucket("s3:ListBucket", place, "may know that an object is not there")];
}

/** Reading a whole object: its bytes, and the key that they are encrypted with (API_GetObject). */
export function readingNeeds(place: S3Place, facts: S3Facts, what: string): readonly Need[] {
  return [
    onObject("s3:GetObject", place, `reads ${what}`),
    ...toKnowOfAbsence(place),
    ...throughS3("kms:Decrypt", place.object?.keyArn, facts, `decrypts ${what}`),
  ];
}
