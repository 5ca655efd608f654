import * as z from "zod";
import { readJson } from "./json";

/** Code of the letter about an export of which a file was gone when it was to be copied: AWS's `NoSuchKey`, in our form. */
export const LOST_FILE = "NO_SUCH_KEY";

const rejectionSchema = z.object({
  /** The letter's. */
  code: z.string(),
  reason: z.string(),
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
});

/** That an export came to a dead letter, as it is recorded beside the exports: nothing tells of it again. */
export type Rejection = z.infer<typeof rejectionSchema>;

/** The record's text. */
export function rejectionBody(rejection: Rejection): string {
  return `${JSON.stringify(rejection, undefined, 2)}\n`;
}

/** @returns undefined when the text is no such record: that there is one tells of a letter all the same */
export function readRejection(text: string): Rejection | undefined {
  const json = readJson(text);
  const rejection = json.ok ? rejectionSchema.safeParse(json.value) : undefined;
  return rejection?.success === true ? rejection.data : undefined;
}
