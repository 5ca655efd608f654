import { randomUUID } from "node:crypto";
import { recordKey } from "../shared/landing-records";
import type { Outcome } from "../shared/outcome";
import { LOST_FILE } from "../shared/rejection";
import { claim, release, type Claim, type Claimant } from "./claim";
import type { CopierDependencies, LandingJob } from "./landing-job";
import { letterOf } from "./letter-record";

/** A claim outlives its invocation by so much, in milliseconds: two functions' clocks may differ. */
const CLOCK_MARGIN_MILLISECONDS = 60_000;

/**
 * Lets one message at a time land an export. RDS's event and the export function's message both speak of it, mostly within
 * seconds or while a long copy is under way: together they would copy each file twice, and tell of a failure twice.
 *
 * The claim is given back when the message waits, for whoever comes first goes on. It is kept when the landing has
 * ended, in a manifest or in a letter: the other finds these before it asks for the claim again. After a crash it is void
 * when the invocation's time would have been over.
 *
 * @param landIt the landing, as far as this invocation comes
 */
export async function withLandingClaim(
  job: Pick<LandingJob, "messageId" | "invocation" | "date" | "task" | "subject" | "isRoutine">,
  dependencies: Pick<CopierDependencies, "records" | "clock" | "log">,
  landIt: () => Promise<Outcome>,
): Promise<Outcome> {
  const { records, clock } = dependencies;
  const { messageId, invocation, date, task, subject } = job;
  const key = recordKey(date, task.id, "landing");
  const now = clock.now();
  const lives = invocation.getRemainingTimeInMillis() + CLOCK_MARGIN_MILLISECONDS;
  const claimant = { messageId, nonce: randomUUID(), now, until: new Date(now.getTime() + lives) };

  const held = await claim(records, key, claimant, async (other) => {
    // SQS gives a message again when who had it is dead.
    if (other.messageId === messageId) return true;
    return !job.isRoutine && (await hasFailed(job, other, dependencies));
  });
  if (held !== undefined)
    return {
      kind: "wait",
      subject,
      cause: "landing-turn",
      reason: `Another message has been landing ${task.id} since ${held.heldSince}`,
    };

  let hasEnded = false;
  try {
    const outcome = await landIt();
    hasEnded = outcome.kind !== "wait";
    return outcome;
  } finally {
    if (!hasEnded) await giveBack(key, claimant, job, dependencies);
  }
}

/**
 * Who asks although a letter tells of it need not wait for the claim of the landing that has failed. A claim from after the
 * letter is that of a landing under way.
 */
async function hasFailed(
  job: Pick<LandingJob, "date" | "task">,
  { claimedAt }: Claim,
  dependencies: Pick<CopierDependencies, "records">,
): Promise<boolean> {
  const letter = await letterOf(job, dependencies);
  // One that has lost a file lands no more: who waits finds the record when it comes again.
  if (letter?.at === undefined || letter.code === LOST_FILE) return false;
  return Date.parse(claimedAt) <= Date.parse(letter.at);
}

/** S3 gets so many milliseconds to take a claim back: little, for the message is still to be sent back. */
const GIVE_BACK_MILLISECONDS = 5_000;

/** Without it the next invocation waits until the claim is void: a delay, and no loss. */
async function giveBack(
  key: string,
  claimant: Claimant,
  { subject }: Pick<LandingJob, "subject">,
  { records, log }: Pick<CopierDependencies, "records" | "log">,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`S3 has not answered within ${GIVE_BACK_MILLISECONDS / 1000} s`));
    }, GIVE_BACK_MILLISECONDS);
  });
  try {
    await Promise.race([release(records, key, claimant), late]);
  } catch (error) {
    const reason = `The claim to land the export could not be given back: it is void at ${claimant.until.toISOString()}`;
    log.warn(reason, { ...subject, reason, error });
  } finally {
    clearTimeout(timer);
  }
}
