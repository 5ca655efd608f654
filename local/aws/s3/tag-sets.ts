import * as z from "zod";
import { AwsError } from "../aws-error";
import type { XmlElements } from "../xml";
import { readDocument } from "./bucket-operations";
import type { S3Call } from "./s3-call";

export type TagSet = Readonly<Record<string, string>>;

const tag = z.object({ Key: z.string(), Value: z.string().default("") });
const document = z.object({
  Tagging: z.object({
    TagSet: z.union([z.object({ Tag: z.union([z.array(tag), tag]).default([]) }), z.literal("")]),
  }),
});

/** Letters, digits, white space and `+ - = . _ : / @` (userguide, object-tagging). */
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/**
 * Reads a Tagging document.
 *
 * @param limit 10 tags of an object, 50 of a bucket (userguide, object-tagging and CostAllocTagging)
 * @throws AwsError MalformedXML, InvalidTag or BadRequest
 */
export async function readTagSet(call: S3Call, limit: number): Promise<TagSet> {
  const { TagSet: set } = (await readDocument(call, document)).Tagging;
  const tags = set === "" ? [] : [set.Tag].flat();
  return checked(
    tags.map(({ Key, Value }) => [Key, Value] as const),
    limit,
  );
}

/** Reads the header x-amz-tagging, which is written like a query. @throws AwsError InvalidTag or BadRequest */
export function tagsInHeader(header: string | undefined): TagSet {
  return checked([...new URLSearchParams(header ?? "")], 10);
}

export function tagSetXml(tags: TagSet): XmlElements {
  const entries = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return { TagSet: entries.length === 0 ? "" : { Tag: entries } };
}

function checked(tags: readonly (readonly [string, string])[], limit: number): TagSet {
  if (tags.length > limit)
    throw new AwsError("BadRequest", `Object tags cannot be greater than ${limit}`, 400);
  for (const [key, value] of tags) {
    if (key === "" || key.length > 128 || !allowed.test(key))
      throw new AwsError("InvalidTag", "The TagKey you have provided is invalid", 400, { TagKey: key });
    if (value.length > 256 || !allowed.test(value))
      throw new AwsError("InvalidTag", "The TagValue you have provided is invalid", 400, { TagKey: key });
  }
  if (new Set(tags.map(([key]) => key)).size < tags.length)
    throw new AwsError("InvalidTag", "Cannot provide multiple Tags with the same key", 400);
  return Object.fromEntries(tags);
}
