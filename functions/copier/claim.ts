import * as z from "zod";
import { readJson } from "../shared/json";
import type { LandingRecords } from "../shared/landing-records";

const claimSchema = z.object({
  claimedAt: z.iso.datetime(),
  /** From then on the claim is void: who made it is dead. */
  until: z.iso.datetime(),
  /** SQS id of the message, as in the log. */
  messageId: z.string(),
  /** What one invocation has and no other. */
  nonce: z.string(),
  /** Given back: whoever comes next may claim at once. */
  released: z.literal(true).optional(),
});

/** What a claim's record holds. */
export type Claim = z.infer<typeof claimSchema>;

/** Who claims, when, and for how long. */
export interface Claimant {
  readonly messageId: string;
  /** What no other invocation has, not even one for the same message: by it a claim is known as one's own. */
  readonly nonce: string;
  readonly now: Date;
  readonly until: Date;
}

/** Whose claim stands in the way. */
export interface Held {
  readonly heldSince: string;
}

/**
 * Makes one invocation the only one that does something, by a record that it creates in the export bucket.
 *
 * The answer to a write may get lost, and its repetition is refused then: what is found is compared with what was written.
 *
 * @param key of the record that holds the claim
 * @param yields whether somebody else's claim gives way before its time @default none does
 * @returns who else has it, or undefined: it is ours @throws AwsCallError
 */
export async function claim(
  records: LandingRecords,
  key: string,
  claimant: Claimant,
  yields: (other: Claim) => boolean | Promise<boolean> = () => false,
): Promise<Held | undefined> {
  const body = claimBody(claimant);
  if ((await records.create(key, body)) === "created") return undefined;
  const record = await records.read(key);
  if (record?.body === body) return undefined;
  if (record === undefined) return { heldSince: "a moment ago" };
  const other = readClaim(record.body);
  if (other !== undefined && holds(other, claimant.now) && !(await yields(other)))
    return { heldSince: other.claimedAt };
  if ((await records.replace(key, body, record.etag)) === "replaced") return undefined;
  const isOurs = (await records.read(key))?.body === body;
  return isOurs ? undefined : { heldSince: claimant.now.toISOString() };
}

/** Gives the claim back, unless somebody has taken it over. @throws AwsCallError */
export async function release(records: LandingRecords, key: string, claimant: Claimant): Promise<void> {
  const record = await records.read(key);
  const body = claimBody(claimant);
  if (record?.body === body)
    await records.replace(key, JSON.stringify({ ...claimOf(claimant), released: true }), record.etag);
}

function claimOf({ messageId, nonce, now, until }: Claimant): Claim {
  return { claimedAt: now.toISOString(), until: until.toISOString(), messageId, nonce };
}

function claimBody(claimant: Claimant): string {
  return JSON.stringify(claimOf(claimant));
}

/** What cannot be read holds nothing: it is written over. */
export function readClaim(body: string): Claim | undefined {
  const json = readJson(body);
  const read = json.ok ? claimSchema.safeParse(json.value) : undefined;
  return read?.success === true ? read.data : undefined;
}

/** Whether a claim is neither given back nor void. */
export function holds({ released, until }: Claim, now: Date): boolean {
  return released !== true && now.getTime() < Date.parse(until);
}
