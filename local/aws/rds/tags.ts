import { AwsError } from "../aws-error";
import type { QueryParameters } from "../protocols/query-protocol";

export type Tags = Readonly<Record<string, string>>;

/** Tags of one resource at most, and lengths of their keys and values (API_Tag). */
const MAX_TAGS = 50;
const MAX_KEY_LENGTH = 128;
const MAX_VALUE_LENGTH = 256;

/** Unicode letters, digits, white space and `_.:/=+-@` (API_Tag). */
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Reads `Tags.Tag.N`. @returns undefined when the request has none @throws AwsError InvalidParameterValue */
export function givenTags(parameters: QueryParameters): Tags | undefined {
  const tags = parameters
    .groups("Tags")
    .map((tag) => [tag.required("Key"), tag.optional("Value") ?? ""] as const);
  for (const [key, value] of tags) checkTag(key, value);
  const twice = tags.find(([key], index) => tags.findIndex(([other]) => other === key) < index);
  if (twice !== undefined) throw invalid(`Duplicate tag key found: ${twice[0]}`);
  return tags.length === 0 ? undefined : withinQuota(Object.fromEntries(tags));
}

/** Both, where the later ones replace those of the same key. @throws AwsError InvalidParameterValue */
export function mergedTags(existing: Tags, added: Tags): Tags {
  return withinQuota({ ...existing, ...added });
}

export function withoutTags(existing: Tags, keys: readonly string[]): Tags {
  return Object.fromEntries(Object.entries(existing).filter(([key]) => !keys.includes(key)));
}

function withinQuota(tags: Tags): Tags {
  if (Object.keys(tags).length > MAX_TAGS)
    throw invalid(`You can't have more than ${MAX_TAGS} tags on a resource.`);
  return tags;
}

function checkTag(key: string, value: string): void {
  if (key.length > MAX_KEY_LENGTH || !allowed.test(key) || /^(?:aws|rds):/i.test(key))
    throw invalid(
      `Tag key ${key} is not valid: expected 1 to ${MAX_KEY_LENGTH} letters, digits, white space or _.:/=+-@, and no prefix aws: or rds:.`,
    );
  if (value.length > MAX_VALUE_LENGTH || !allowed.test(value))
    throw invalid(
      `Tag value ${value} is not valid: expected at most ${MAX_VALUE_LENGTH} letters, digits, white space or _.:/=+-@.`,
    );
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}
