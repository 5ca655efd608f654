import type { ExportTask } from "../shared/export-task";
import { landingDate } from "../shared/landing-date";
import { ENDED_WITHOUT_DATA } from "./decide";
import { deletedSnapshots, isOneOf } from "./deleted-snapshots";
import type { ExportDependencies } from "./dependencies";
import {
  dayOf,
  ignoredByItself,
  isBackdated,
  landingDay,
  landingVerdict,
  type Day,
  type LandingVerdict,
  type PastLanding,
} from "./landing-rules";
import type { Landing } from "./past-landings";
import { belongs, DELETED, isSameSnapshot, type Snapshot } from "./snapshot";

/** How many manifests are read at once. */
const READS_IN_FLIGHT = 8;

/**
 * Asks the rules about one snapshot, and RDS and the landing records only where a rule needs them.
 *
 * @throws AwsCallError
 */
export async function judgeSnapshot(
  snapshot: Snapshot,
  dependencies: ExportDependencies,
): Promise<LandingVerdict> {
  const { rules, clock } = dependencies;
  const needsDay =
    rules.landedSnapshots === "first_of_day" &&
    // One that is being made is judged when it has been.
    snapshot.status !== "creating" &&
    !isBackdated(snapshot) &&
    ignoredByItself(snapshot, rules) === undefined;
  const day = needsDay ? await dayAround(snapshot, dependencies) : NO_DAY;
  return landingVerdict(snapshot, () => day, rules, clock.now());
}

const NO_DAY: Day = { first: undefined, unsettled: [], past: [] };

async function dayAround(snapshot: Snapshot, dependencies: ExportDependencies): Promise<Day> {
  const { rds, landings, rules, bucket } = dependencies;
  const { instance } = snapshot;
  const listed = await rds.snapshotsOf(instance);
  const own = landingDay(snapshot);
  const siblings = listed.filter(
    (other) => other.createTime === undefined || (own !== undefined && landingDay(other) === own),
  );
  const ofListed = dayOf(siblings, [], rules);
  const date = landingDate(snapshot.arn, snapshot.createTime);
  // Exports and manifests matter only when no listed snapshot is earlier anyway.
  if (date === undefined || ofListed.first?.arn !== snapshot.arn) return ofListed;

  const tasks = await rds.exportTasks();
  const isExported = exportedBy(tasks, bucket);
  const { exported } = deletedSnapshots(listed, tasks, isOneOf([instance]), EVER, bucket);
  siblings.push(...exported.filter((deleted) => landingDay(deleted) === own));
  const withExported = dayOf(siblings, [], rules, isExported);
  if (withExported.first?.arn !== snapshot.arn || withExported.first.status === DELETED) return withExported;

  const records = await landings.recordsOf(date);
  const landed = [...records].filter(([, kinds]) => kinds.has("manifest")).map(([task]) => task);
  const found: Landing[] = [];
  for (let at = 0; at < landed.length; at += READS_IN_FLIGHT) {
    const chunk = landed.slice(at, at + READS_IN_FLIGHT).map((task) => landings.landingOf(date, task));
    found.push(...(await Promise.all(chunk)).filter((landing) => landing !== undefined));
  }
  return dayOf(siblings, deletedOf(instance, found, listed), rules, isExported);
}

const EVER = new Date(0);

/** Tells of a snapshot whether an export of it lands, or has landed. */
export function exportedBy(tasks: readonly ExportTask[], bucket: string): (snapshot: Snapshot) => boolean {
  const alive = new Map<string, ExportTask[]>();
  for (const task of tasks)
    if (!ENDED_WITHOUT_DATA.has(task.status))
      alive.set(task.sourceArn, [...(alive.get(task.sourceArn) ?? []), task]);
  return (snapshot) =>
    alive.get(snapshot.arn)?.some((task) => belongs(task, snapshot, bucket) === "same") ?? false;
}

/** The landings of an instance whose snapshot RDS does not list any more; backdated ones are not in the way. */
export function deletedOf(
  instance: string,
  landings: readonly Landing[],
  listed: readonly Snapshot[],
): readonly PastLanding[] {
  return landings.filter(
    (landing) =>
      landing.instance === instance &&
      !landing.backdated &&
      !listed.some((each) => isSameSnapshot(each, landing.snapshotArn, landing.createTime)),
  );
}
