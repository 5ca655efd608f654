import type { Plan, PlannedSettings } from "../plan/plan";
import type { RunFacts, SnapshotFacts } from "./run-facts";

/** What the stated rules say of a snapshot; written apart from the functions' own, to judge them by. */
export type Rule =
  /** It must not land. */
  | { readonly kind: "ignored"; readonly because: string }
  /** It may be either: it depends on what was seen when. */
  | { readonly kind: "either"; readonly because: string }
  | { readonly kind: "lands" };

/** What the settings say of one snapshot, and a person who exports it all the same. */
export function ruleFor(snapshot: SnapshotFacts, facts: RunFacts): Rule {
  const rule = ruleOfSettings(snapshot, facts);
  return rule.kind === "ignored" && snapshot.exports.some(({ byHand }) => byHand)
    ? { kind: "either", because: `${rule.because}, and somebody exports it by hand` }
    : rule;
}

function ruleOfSettings(snapshot: SnapshotFacts, { plan, snapshots }: RunFacts): Rule {
  const own = ownRule(snapshot, plan.settings);
  if (own.kind === "ignored" || plan.settings.landedSnapshots === "all" || isBackdated(snapshot)) return own;
  const earlier = snapshots.filter(
    (other) =>
      other.seen.instance === snapshot.seen.instance &&
      other.seen.importDate === snapshot.seen.importDate &&
      !isBackdated(other) &&
      other.planned.at < snapshot.planned.at &&
      (ownRule(other, plan.settings).kind !== "ignored" || other.exports.some(({ byHand }) => byHand)),
  );
  if (earlier.length === 0) return own;
  const sure = earlier.some(
    (other) =>
      isTaggedTooLate(other, snapshot) ||
      (ownRule(other, plan.settings).kind === "lands" &&
        (other.seen.deletedAt === undefined ||
          hadLanded(other, snapshot.planned.at, plan) ||
          wasBeingExported(other, snapshot.planned.at))),
  );
  return { kind: sure ? "ignored" : "either", because: "another one of that day came first" };
}

/**
 * Whether its manifest was there at a second of the run, and names the instance, or had to: it is known though RDS forgets the
 * snapshot.
 */
function hadLanded({ manifests, seen, planned }: SnapshotFacts, at: number, plan: Plan): boolean {
  return manifests.some(({ writtenAt, snapshot }) => {
    const isYoung = writtenAt - planned.at < 12 * 3600;
    const hadToBeNamed = isYoung && (seen.deletedAt ?? 0) - writtenAt > secondsToName(plan);
    return writtenAt < at && (snapshot.instance !== null || hadToBeNamed);
  });
}

/** A landing is left to its own messages for two hours; then the next look has its instance written into the manifest. */
function secondsToName({ settings, faults }: Plan): number {
  const hours = settings.reconciliationIntervalInHours;
  const others = faults.filter(({ kind }) => kind !== "event");
  // The message that is lost is that of the landing, or else the landing has its name from it.
  const isUndisturbed =
    others.length <= 1 && others.every((fault) => fault.kind === "message-lost" && fault.queue === "copier");
  return hours > 0 && isUndisturbed ? (hours + 2.5) * 3600 : Infinity;
}

/** An invocation may have asked about the other one before that was exported, in seconds. */
const LONGEST_INVOCATION = 900;

/** Whether its export was under way, and landed, well before the other's began: whatever tag it was given then. */
function isTaggedTooLate({ exports, manifests, seen }: SnapshotFacts, other: SnapshotFacts): boolean {
  const [first] = other.exports;
  if (first === undefined) return false;
  return exports.some(
    ({ taskId, startedAt }) =>
      manifests.some(({ exportTask }) => exportTask === taskId) &&
      startedAt + LONGEST_INVOCATION < first.startedAt &&
      (seen.deletedAt === undefined || seen.deletedAt > first.startedAt),
  );
}

/** Whether RDS had begun the export that lands: an automated snapshot's name tells of which instance it was. */
function wasBeingExported({ planned, exports }: SnapshotFacts, at: number): boolean {
  return (
    planned.type === "automated" &&
    exports.some(({ startedAt, status }) => startedAt < at && status === "COMPLETE")
  );
}

/** Whether it is named for another day than its own: a person wants it exported, so no rule speaks of it. */
export function isBackdated({ planned }: Pick<SnapshotFacts, "planned">): boolean {
  return /^sql-to-parquet-\d{4}-\d{2}-\d{2}-backdated$/.test(planned.name);
}

/** Whether the export that landed began when its tag had been there for long: another one must have ended in vain before. */
function isBegunThoughTagged({ planned, exports, manifests }: SnapshotFacts): boolean {
  const tagged = planned.at + planned.taggedAfter;
  return exports.some(
    ({ taskId, startedAt }) =>
      startedAt > tagged + LONGEST_INVOCATION && manifests.some(({ exportTask }) => exportTask === taskId),
  );
}

function ownRule(snapshot: SnapshotFacts, settings: PlannedSettings): Rule {
  const { planned } = snapshot;
  if (planned.type === "copy") return { kind: "ignored", because: "it is a copy" };
  if (isBackdated({ planned })) return { kind: "lands" };
  const plainName = planned.name.replace(/^(rds|awsbackup):/, "");
  const pattern = settings.ignoredSnapshotNames.find((each) =>
    [planned.name, plainName].some((name) => fits(each, name)),
  );
  if (pattern !== undefined) return { kind: "ignored", because: `its name is like ${pattern}` };
  const tag = Object.entries(settings.ignoredSnapshotTags).find(
    ([key, value]) => planned.tags[key] === value,
  );
  if (tag === undefined) return { kind: "lands" };
  const because = `it is tagged ${tag.join("=")}`;
  const mayLand = planned.taggedAfter > 0 && !isBegunThoughTagged(snapshot);
  return { kind: mayLand ? "either" : "ignored", because };
}

/** Whether a name is what a pattern says, in which `*` is anything. */
export function fits(pattern: string, name: string): boolean {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === name;
  if (!name.startsWith(pattern.slice(0, star))) return false;
  const rest = pattern.slice(star + 1);
  return Array.from({ length: name.length - star + 1 }, (_, at) => name.slice(star + at)).some((tail) =>
    fits(rest, tail),
  );
}
