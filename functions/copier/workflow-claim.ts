import * as z from "zod";
import { readJson } from "../shared/json";
import type { LandingRecords } from "../shared/landing-records";
import { FUNCTION_TIMEOUT_SECONDS } from "../shared/limits";

/**
 * After so many seconds a claim is void: who made it is dead, and what he may have started is found among the
 * workflow's runs.
 */
export const CLAIM_SECONDS = FUNCTION_TIMEOUT_SECONDS + 300;

const claimSchema = z.object({
  claimedAt: z.iso.datetime(),
  /** SQS id of the message, as in the log. */
  messageId: z.string(),
  /** What one invocation has and no other; absent in claims of an earlier release. */
  nonce: z.string().optional(),
  /** Glue has not taken the start: whoever comes next may try at once. */
  released: z.literal(true).optional(),
});

/** Who wants to start the workflow, and when. */
export interface Claimant {
  readonly messageId: string;
  /** What no other invocation has, not even one for the same message: by it a claim is known as one's own. */
  readonly nonce: string;
  readonly now: Date;
}

/**
 * Makes one invocation the only one that starts the workflow: Glue itself would start a second run.
 *
 * The answer to a write may get lost, and its repetition is refused then: what is found is compared with what was written.
 *
 * @param key of the record that holds the claim
 * @returns since when somebody else has it, or undefined: it is ours @throws AwsCallError
 */
export async function claimStart(
  records: LandingRecords,
  key: string,
  claimant: Claimant,
): Promise<{ readonly heldSince: string } | undefined> {
  const body = claimBody(claimant);
  if ((await records.create(key, body)) === "created") return undefined;
  const record = await records.read(key);
  const claim = readClaim(record?.body);
  if (record?.body === body) return undefined;
  if (record === undefined) return { heldSince: "a moment ago" };
  if (claim !== undefined && claim.released !== true && isFresh(claim.claimedAt, claimant.now))
    return { heldSince: claim.claimedAt };
  if ((await records.replace(key, body, record.etag)) === "replaced") return undefined;
  const isOurs = (await records.read(key))?.body === body;
  return isOurs ? undefined : { heldSince: claimant.now.toISOString() };
}

/** Gives the claim back, unless somebody has taken it over. @throws AwsCallError */
export async function releaseStart(records: LandingRecords, key: string, claimant: Claimant): Promise<void> {
  const record = await records.read(key);
  const body = claimBody(claimant);
  if (record?.body === body)
    await records.replace(key, JSON.stringify({ ...claimOf(claimant), released: true }), record.etag);
}

function claimOf({ messageId, nonce, now }: Claimant): z.infer<typeof claimSchema> {
  return { claimedAt: now.toISOString(), messageId, nonce };
}

function claimBody(claimant: Claimant): string {
  return JSON.stringify(claimOf(claimant));
}

/** What cannot be read holds nothing: it is written over. */
function readClaim(body: string | undefined): z.infer<typeof claimSchema> | undefined {
  const json = readJson(body ?? "");
  const claim = json.ok ? claimSchema.safeParse(json.value) : undefined;
  return claim?.success === true ? claim.data : undefined;
}

function isFresh(claimedAt: string, now: Date): boolean {
  return now.getTime() - Date.parse(claimedAt) < CLAIM_SECONDS * 1000;
}
