import { importDate, landingDate } from "../shared/landing-date";
import { isSameSnapshot, type Snapshot } from "./snapshot";

/** Which snapshots land; what a person asks for lands whatever they say. */
export interface LandingRules {
  readonly landedSnapshots: "all" | "first_of_day";
  /** A snapshot that has one of these tags, with that value, does not land. */
  readonly ignoredTags: Readonly<Record<string, string>>;
  /** Patterns of names, in which `*` is any characters. A snapshot whose name matches one does not land. */
  readonly ignoredNames: readonly string[];
}

export type LandingVerdict =
  | { readonly kind: "lands" }
  | { readonly kind: "ignored"; readonly reason: string }
  /** Another snapshot of the day is being made (or deleted) that may be the first. */
  | { readonly kind: "open"; readonly reason: string };

/** A landing of which only the manifest is left: its snapshot is deleted. */
export interface PastLanding {
  /** Name of the snapshot. */
  readonly name: string;
  /** Undefined: RDS did not say. */
  readonly createTime: Date | undefined;
}

/** An instance's snapshots of one landing day, and who of them is the first. */
export interface Day {
  /** The earliest whose time is settled. */
  readonly first: Snapshot | undefined;
  /** Those that may still turn out to be earlier. */
  readonly unsettled: readonly Snapshot[];
  readonly past: readonly PastLanding[];
}

const LANDS: LandingVerdict = { kind: "lands" };

/** Longer than RDS takes to make any snapshot: one that was taken so long ago is earlier than those in the making. */
const MAKING_MILLISECONDS = 24 * 60 * 60 * 1000;

/** The day under which a snapshot lands, YYYYMMDD; undefined while it has no time, or when its name's day is none. */
export function landingDay({ arn, createTime }: Snapshot): string | undefined {
  const date = landingDate(arn, createTime);
  return date && importDate(date);
}

/** Whether its day is the one in its name: a person has chosen that, and no rule is in the way. */
export function isBackdated({ arn, createTime }: Snapshot): boolean {
  // No landing date: a backdated name with a day that is none, or no time yet.
  return landingDate(arn, createTime ?? new Date(0))?.backdated ?? true;
}

/** What the snapshot's own name and tags say, whatever other snapshots there are. */
export function ignoredByItself(snapshot: Snapshot, rules: LandingRules): string | undefined {
  if (isBackdated(snapshot)) return undefined;
  return ignoredByName(snapshot, rules) ?? ignoredByTag(snapshot, rules);
}

function ignoredByName({ name }: Snapshot, { ignoredNames }: LandingRules): string | undefined {
  const pattern = ignoredNames.find((each) => matches(name, each));
  return pattern && `The name ${name} matches ${pattern}, one of ignored_snapshot_names`;
}

function ignoredByTag({ tags }: Snapshot, { ignoredTags }: LandingRules): string | undefined {
  const tag = Object.entries(ignoredTags).find(([key, value]) => tags.get(key) === value);
  return tag && `The snapshot has the tag ${tag.join("=")}, one of ignored_snapshot_tags`;
}

/** Whether a whole name matches a pattern, with or without the prefix that tells who took the snapshot. */
export function matches(name: string, pattern: string): boolean {
  // RDS keeps names in lower case, however they were typed.
  const whole = name.toLowerCase();
  const parts = pattern.toLowerCase().split("*");
  return [whole, whole.replace(/^(rds|awsbackup):/, "")].some((each) => matchesParts(each, parts));
}

/** Part after part, each as early as it comes: no pattern takes longer than the name's length for each part. */
function matchesParts(name: string, [start = "", ...rest]: readonly string[]): boolean {
  const end = rest.pop();
  if (end === undefined) return name === start;
  if (!name.startsWith(start)) return false;
  let at = start.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return name.length - end.length >= at && name.endsWith(end);
}

/**
 * Puts a day together. Snapshots that never land do not count: ignored by name or tag, failed, or copies; nor do backdated
 * ones, which a person wants in any case. A tag that comes when the snapshot is exported comes too late: its rows are there.
 *
 * @param snapshots the instance's, of that landing day or without a time
 * @param past landings of that day whose snapshot RDS does not list any more
 * @param isExported whether an export of a snapshot lands, or has landed
 */
export function dayOf(
  snapshots: readonly Snapshot[],
  past: readonly PastLanding[],
  rules: LandingRules,
  isExported: (snapshot: Snapshot) => boolean = () => false,
): Day {
  const contenders = snapshots.filter(
    (snapshot) =>
      !snapshot.isCopy &&
      snapshot.status !== "failed" &&
      !isBackdated(snapshot) &&
      ignoredByName(snapshot, rules) === undefined &&
      (ignoredByTag(snapshot, rules) === undefined || isExported(snapshot)),
  );
  const isSettled = ({ status, createTime }: Snapshot): boolean =>
    status !== "creating" && status !== "deleting" && createTime !== undefined;
  const settled = contenders.filter(isSettled);
  return {
    first: settled.reduce<Snapshot | undefined>(
      (first, each) => (first === undefined || isEarlier(each, first) ? each : first),
      undefined,
    ),
    unsettled: contenders.filter((each) => !isSettled(each)),
    past: past.filter(({ name }) => !rules.ignoredNames.some((pattern) => matches(name, pattern))),
  };
}

/**
 * Whether a snapshot lands, by the rules alone: the answer depends on when snapshots were taken, and not on which events
 * came, how often, or in what order. Two of the same moment are told apart by their names.
 *
 * @param day only looked at where the first of each day lands
 */
export function landingVerdict(
  snapshot: Snapshot,
  day: () => Day,
  rules: LandingRules,
  now: Date,
): LandingVerdict {
  // While it is being made nothing tells that it is one.
  if (snapshot.isCopy)
    return { kind: "ignored", reason: `${snapshot.name} is a copy of another snapshot, whose rows they are` };
  const own = ignoredByItself(snapshot, rules);
  if (own !== undefined) return { kind: "ignored", reason: own };
  // One that is being made is waited for anyway.
  const { createTime, arn } = snapshot;
  if (rules.landedSnapshots === "all" || isBackdated(snapshot)) return LANDS;
  if (createTime === undefined || snapshot.status === "creating") return LANDS;

  const { first, unsettled, past } = day();
  // Its name may have been that of an earlier one, which is deleted.
  if (first !== undefined && !isSameSnapshot(first, arn, createTime) && isEarlier(first, snapshot))
    return notFirst(first.name);
  const landed = past.find((each) => each.createTime === undefined || each.createTime <= createTime);
  if (landed !== undefined) return notFirst(`${landed.name}, which has landed and is deleted,`);
  const rival = unsettled.find(
    (other) =>
      other.arn !== arn &&
      (other.createTime === undefined
        ? now.getTime() - createTime.getTime() < MAKING_MILLISECONDS
        : isEarlier(other, snapshot)),
  );
  if (rival === undefined) return LANDS;
  return { kind: "open", reason: `${rival.name} is ${rival.status} and may be the first of that day` };
}

function notFirst(name: string): LandingVerdict {
  return { kind: "ignored", reason: `${name} is the first of that instance's UTC day (landed_snapshots)` };
}

function isEarlier(one: Snapshot, other: Snapshot): boolean {
  const difference = (one.createTime?.getTime() ?? 0) - (other.createTime?.getTime() ?? 0);
  return difference === 0 ? one.name < other.name : difference < 0;
}
