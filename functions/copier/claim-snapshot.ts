import { randomUUID } from "node:crypto";
import {
  landingFolder,
  ownersKey,
  readRecordKey,
  recordKey,
  type LandingRecord,
} from "../shared/landing-records";
import { readClaim } from "./claim";
import type { CopierDependencies, LandingJob } from "./landing-job";
import { letterOf } from "./letter-record";
import {
  ownerOf,
  ownersBody,
  ownsSnapshotOf,
  readOwners,
  standingOf,
  type Owner,
  type Standing,
} from "./snapshot-owner";

/** Whose snapshot an export is of. */
export type SnapshotClaim =
  /** This export's. `isNew`: it was not before. */
  | { readonly kind: "ours"; readonly isNew: boolean }
  | { readonly kind: "anothers"; readonly owner: Owner; readonly standing: Exclude<Standing, "ended"> }
  /** Others change the record all the time. */
  | { readonly kind: "unclear" };

type Job = Pick<LandingJob, "task" | "date" | "place">;
type Dependencies = Pick<CopierDependencies, "records" | "clock">;

/** So often the record is read, and written on condition that it is the same still. */
const MOST_TRIES = 4;

/**
 * Makes an export the only one of its snapshot that lands, until its landing has ended.
 *
 * Who comes again writes the record anew, so that nobody takes the snapshot over who has read it before. Who takes it over reads
 * the record first, and the owner's claim of its landing after that: an owner has that claim before it writes here.
 *
 * @throws AwsCallError
 */
export async function claimSnapshot(
  { task, date, place }: Job,
  dependencies: Dependencies,
): Promise<SnapshotClaim> {
  const { records, clock } = dependencies;
  const key = ownersKey(date, task.sourceArn);
  const own = ownerOf(task, clock.now(), randomUUID());
  // Who goes on from a place has been here before.
  let isThere = place !== undefined;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (!isThere && (await records.create(key, ownersBody([own]))) === "created") return OURS_ANEW;
    const record = await records.read(key);
    isThere = record !== undefined;
    if (record === undefined) continue;
    const owners = readOwners(record.body);
    const owner = owners.find((each) => ownsSnapshotOf(each, task));
    // The answer to a write got lost: its repetition was refused.
    if (owner?.nonce === own.nonce) return OURS_ANEW;
    const isOurs = owner?.exportTask === task.id;
    if (owner !== undefined && !isOurs) {
      const standing = await standingNow(owner, date, dependencies);
      if (standing !== "ended") return { kind: "anothers", owner, standing };
    }
    const others = owners.filter((each) => each !== owner);
    if ((await records.replace(key, ownersBody([...others, own]), record.etag)) === "replaced")
      return { kind: "ours", isNew: !isOurs };
  }
  return { kind: "unclear" };
}

const OURS_ANEW: SnapshotClaim = { kind: "ours", isNew: true };

/** @returns the owner of the export's snapshot, unless it is that export, or nobody @throws AwsCallError */
export async function otherOwner(
  { task, date }: Omit<Job, "place">,
  { records }: Pick<Dependencies, "records">,
): Promise<Owner | undefined> {
  const record = await records.read(ownersKey(date, task.sourceArn));
  const owner = record && readOwners(record.body).find((each) => ownsSnapshotOf(each, task));
  return owner?.exportTask === task.id ? undefined : owner;
}

async function standingNow(
  owner: Owner,
  date: LandingJob["date"],
  { records, clock }: Dependencies,
): Promise<Standing> {
  const task = { id: owner.exportTask };
  const found = new Set<LandingRecord>();
  for await (const page of records.list(landingFolder(date, task.id)))
    for (const { key } of page) {
      const record = readRecordKey(key)?.record;
      if (record !== undefined) found.add(record);
    }
  const claim = found.has("landing") ? await records.read(recordKey(date, task.id, "landing")) : undefined;
  const letter = found.has("rejection") ? await letterOf({ date, task }, { records }) : undefined;
  return standingOf(owner, {
    now: clock.now(),
    records: found,
    claim: claim && readClaim(claim.body),
    letter,
  });
}
