import * as z from "zod";
import { readJson } from "../shared/json";
import type { LandingRecord } from "../shared/landing-records";
import type { Rejection } from "../shared/rejection";
import { holds, type Claim } from "./claim";
import { siblings, type Exported } from "./siblings";

const ownerSchema = z.object({
  /** The export that lands the snapshot. */
  exportTask: z.string(),
  snapshot: z.object({ arn: z.string(), time: z.iso.datetime().nullable() }),
  /** When an invocation last went on with that landing. */
  at: z.iso.datetime(),
  /** What that invocation has and no other. */
  nonce: z.string(),
});

/** Which export lands a snapshot. */
export type Owner = z.infer<typeof ownerSchema>;

/** One entry for each snapshot: an ARN may come back within a day, and RDS's times of one snapshot differ a little. */
const ownersSchema = z.object({ owners: z.array(ownerSchema) });

/** What cannot be read says nothing: it is written over. */
export function readOwners(body: string): readonly Owner[] {
  const json = readJson(body);
  const read = json.ok ? ownersSchema.safeParse(json.value) : undefined;
  return read?.success === true ? read.data.owners : [];
}

export function ownersBody(owners: readonly Owner[]): string {
  return `${JSON.stringify({ owners }, undefined, 2)}\n`;
}

/** An export as the owner of its snapshot, as long as no other is. */
export function ownerOf(task: Exported, now: Date, nonce: string): Owner {
  const time = task.snapshotTime?.toISOString() ?? null;
  return {
    exportTask: task.id,
    snapshot: { arn: task.sourceArn, time },
    at: now.toISOString(),
    nonce,
  };
}

/** Whether an owner is of the snapshot that an export is of. */
export function ownsSnapshotOf({ exportTask: id, snapshot: { arn, time } }: Owner, task: Exported): boolean {
  const snapshotTime = time === null ? undefined : new Date(time);
  return id === task.id || siblings({ id, sourceArn: arn, snapshotTime, exportOnly: [] }, task);
}

/** What is known of an owner's landing. */
export interface OwnersLanding {
  readonly now: Date;
  /** Which of its records there are. */
  readonly records: ReadonlySet<LandingRecord>;
  /** Who lands it now. */
  readonly claim: Claim | undefined;
  /** The last letter about it. */
  readonly letter: Partial<Rejection> | undefined;
}

export type Standing =
  /** It has landed. */
  | "landed"
  /** It is landing, or waits to go on: its end is a manifest or a letter. */
  | "landing"
  /** It will not land by itself: another export may. */
  | "ended";

/** What is written behind a manifest: where that is gone, somebody has deleted it. */
const BEHIND_THE_MANIFEST: readonly LandingRecord[] = ["workflowStart", "workflowRejection", "finished"];

/**
 * A landing that nobody has gone on with for so long, in milliseconds, holds up no other: its messages are lost, and so is what
 * reconciliation has sent since, which looks four times a day unless it is set otherwise.
 */
const ABANDONED_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * How it stands with an owner's landing, for another export of the snapshot that is to land. Its own message may wait between two
 * invocations: only a letter from after the last of them, or a long silence, says that it has ended.
 */
export function standingOf(owner: Owner, { now, records, claim, letter }: OwnersLanding): Standing {
  if (records.has("manifest")) return "landed";
  const told = letter?.at === undefined ? -Infinity : Date.parse(letter.at);
  const isLanding = claim !== undefined && holds(claim, now) && Date.parse(claim.claimedAt) > told;
  if (isLanding) return "landing";
  const last = Date.parse(owner.at);
  if (last <= told || now.getTime() - last >= ABANDONED_MILLISECONDS) return "ended";
  return BEHIND_THE_MANIFEST.some((record) => records.has(record)) ? "ended" : "landing";
}
