import { recordKey } from "../shared/landing-records";
import type { Outcome } from "../shared/outcome";
import { claimSnapshot, otherOwner } from "./claim-snapshot";
import { alreadyLandedAs, refuseLandedSibling } from "./landed-sibling";
import type { CopierDependencies, LandingJob } from "./landing-job";
import type { Place, VerifyPlace } from "./place";

type Refused = Extract<Outcome, { kind: "wait" | "reject" }>;

/** Whether an export lands, and where its landing begins. */
export type Entry =
  { readonly kind: "refused"; readonly outcome: Refused } | { readonly kind: "lands"; readonly place: Place };

/**
 * Refuses an export of whose snapshot another one lands, or has landed; else makes this the one that lands. Of a part of a
 * snapshot no other export holds the rows.
 *
 * @throws AwsCallError
 */
export async function refuseSibling(job: LandingJob, dependencies: CopierDependencies): Promise<Entry> {
  const place = job.place ?? ({ phase: "copy", round: 0 } as const);
  if (isPart(job)) return { kind: "lands", place };
  const claim = await claimSnapshot(job, dependencies);
  if (claim.kind === "unclear")
    return refused(wait(job, "Others change who lands the snapshot at this moment"));
  if (claim.kind === "anothers")
    return refused(
      claim.standing === "landed"
        ? landedAs(job, claim.owner.exportTask)
        : wait(job, `Another export of the snapshot is landing, ${claim.owner.exportTask}`),
    );
  if (!claim.isNew && job.place !== undefined) return { kind: "lands", place };
  // Exports that landed before there were such records have a manifest alone.
  const outcome = await refuseLandedSibling(job, dependencies);
  return outcome === undefined ? { kind: "lands", place: withoutParts(place) } : refused(outcome);
}

/** What was verified before another export had the snapshot proves nothing: its files may lie in the zone. */
function withoutParts(place: Place): Place {
  return place.phase === "verify" ? { phase: "verify", parts: [], round: place.round } : place;
}

function refused(outcome: Refused): Entry {
  return { kind: "refused", outcome };
}

/**
 * The last look before a manifest: an invocation that has outlived its claim, or a message that waited too long, may have lost
 * the snapshot to another export.
 *
 * @param from where the verification began @throws AwsCallError
 */
export async function snapshotLost(
  job: LandingJob,
  from: VerifyPlace,
  { records }: Pick<CopierDependencies, "records">,
): Promise<Refused | undefined> {
  if (isPart(job)) return undefined;
  const owner = (await otherOwner(job, { records }))?.exportTask;
  if (owner === undefined) return undefined;
  if ((await records.read(recordKey(job.date, owner, "manifest"))) !== undefined) return landedAs(job, owner);
  const body = job.body(withoutParts(from));
  return { ...wait(job, `Another export of the snapshot has begun to land meanwhile, ${owner}`), body };
}

/**
 * What is told of a landing that is not what it should be: where another export of the snapshot has landed meanwhile, that, for
 * the files that lie there are its own.
 *
 * @throws AwsCallError
 */
export async function landedMeanwhile(
  outcome: Outcome,
  job: LandingJob,
  dependencies: CopierDependencies,
): Promise<Outcome> {
  if (outcome.kind !== "reject" || isPart(job)) return outcome;
  return (await refuseLandedSibling(job, dependencies)) ?? outcome;
}

function isPart({ task }: LandingJob): boolean {
  return task.exportOnly.length > 0;
}

function landedAs(job: LandingJob, other: string): Refused {
  return alreadyLandedAs(job, other, recordKey(job.date, other, "manifest"));
}

/** Its end is seen by what it leaves, a manifest or a letter, as where two messages speak of one export. */
function wait({ subject }: LandingJob, reason: string): Extract<Refused, { kind: "wait" }> {
  return { kind: "wait", subject, cause: "landing-turn", reason };
}
