import type { ExportTask } from "../../shared/export-task";
import { importDate, landingDate, type LandingDate } from "../../shared/landing-date";
import type { LandingRecord } from "../../shared/landing-records";
import { NO_SUBJECT } from "../../shared/outcome";
import type { ExportDependencies } from "../dependencies";
import type { Reconciliation } from "../reconcile-message";
import { deletedSnapshots, isOneOf } from "../deleted-snapshots";
import { deletedOf } from "../judge-snapshot";
import { instanceInName, UnreadableManifestError, type Landing } from "../past-landings";
import { belongs, type Snapshot } from "../snapshot";
import { push } from "./days";
import type { ReconciliationFacts } from "./decide-reconciliation";

const DAY = 24 * 60 * 60 * 1000;

/**
 * Gathers what one look needs: RDS's lists, page by page, and the landing records of the days in question. Calls grow with
 * the pages of the account's snapshots and tasks, not with the number of snapshots to look at.
 *
 * @throws AwsCallError
 */
export async function gatherFacts(
  { instances, since: firstApply, windowInDays, scheduledTime }: Reconciliation,
  now: Date,
  dependencies: ExportDependencies,
): Promise<ReconciliationFacts> {
  const { rds, bucket, rules } = dependencies;
  // A look that comes late is the same look: what it was to tell of for the last time is still seen.
  const sent = Math.min(now.getTime(), scheduledTime.getTime());
  const since = new Date(Math.max(firstApply.getTime(), sent - windowInDays * DAY));
  const startOfDay = new Date(Math.floor(since.getTime() / DAY) * DAY);
  const listed = await rds.snapshotsSince(instances, startOfDay);
  // After the snapshots: one that was deleted in between is seen by its task.
  const tasks = await rds.exportTasks();
  // Whoever's they are: what has been exported as a whole into our bucket lands.
  const isListed = isOneOf(instances);
  const isMeant = (instance: string | undefined): boolean => instance === undefined || isListed(instance);
  const deleted = deletedSnapshots(listed, tasks, isMeant, startOfDay, bucket);
  const snapshots = [...listed, ...deleted.exported];
  const days = landingDays([...snapshots, ...deleted.lost], tasks);
  const records = new Map<string, ReadonlySet<LandingRecord>>();
  const past: (Landing & { readonly importDate: string })[] = [];
  const openDays = new Map<string, string>();
  const nameless = new Set<string>();
  // Whose the others are, only their manifests tell.
  const named = snapshots.filter(({ instance }) => instance !== "");
  const known = snapshotsByTask(named, tasks, bucket);
  for (const date of days) {
    const ofDay = await dependencies.landings.recordsOf(date);
    for (const [task, kinds] of ofDay) records.set(task, kinds);
    if (rules.landedSnapshots !== "first_of_day") continue;
    const { found, unreadable } = await pastLandings(date, ofDay, named, known, dependencies);
    past.push(...found);
    for (const task of await namelessLandings(date, ofDay, known, dependencies)) nameless.add(task);
    if (unreadable !== undefined) openDays.set(importDate(date), unreadable);
  }
  return {
    now,
    since,
    bucket,
    rules,
    snapshots,
    lost: deleted.lost,
    tasks,
    records,
    past,
    openDays,
    nameless,
  };
}

/** The days under which these snapshots land, by their own times and by those that their tasks give. */
function landingDays(snapshots: readonly Snapshot[], tasks: readonly ExportTask[]): readonly LandingDate[] {
  const arns = new Set(snapshots.map(({ arn }) => arn));
  const dates = [
    ...snapshots.map(({ arn, createTime }) => landingDate(arn, createTime)),
    ...tasks
      .filter(({ sourceArn }) => arns.has(sourceArn))
      .map(({ sourceArn, snapshotTime }) => landingDate(sourceArn, snapshotTime)),
  ].filter((date) => date !== undefined);
  return [...new Map(dates.map((date) => [importDate(date), date])).values()];
}

/**
 * Manifests of tasks that belong to no snapshot that is looked at: those of deleted ones, and of other instances.
 *
 * @returns `unreadable`: why the day is not known whole; no other day suffers from that
 */
async function pastLandings(
  date: LandingDate,
  records: ReadonlyMap<string, ReadonlySet<LandingRecord>>,
  snapshots: readonly Snapshot[],
  known: ReadonlyMap<string, Snapshot>,
  { landings, log }: ExportDependencies,
): Promise<PastOfDay> {
  const found: (Landing & { readonly importDate: string })[] = [];
  let unreadable: string | undefined;
  for (const [task, kinds] of records) {
    if (!kinds.has("manifest") || known.has(task)) continue;
    try {
      const landing = await landings.landingOf(date, task);
      if (landing !== undefined && deletedOf(landing.instance ?? "", [landing], snapshots).length > 0)
        found.push({ ...landing, importDate: importDate(date) });
    } catch (error) {
      if (!(error instanceof UnreadableManifestError)) throw error;
      unreadable = error.message;
      log.warn(unreadable, { ...NO_SUBJECT, reason: unreadable });
    }
  }
  return { found, ...(unreadable !== undefined && { unreadable }) };
}

/** The snapshot that each task exports, by the task's identifier: an ARN alone may have been an earlier one's. */
function snapshotsByTask(
  snapshots: readonly Snapshot[],
  tasks: readonly ExportTask[],
  bucket: string,
): ReadonlyMap<string, Snapshot> {
  const byArn = new Map<string, Snapshot[]>();
  for (const snapshot of snapshots) push(byArn, snapshot.arn, snapshot);
  const known = new Map<string, Snapshot>();
  for (const task of tasks) {
    const snapshot = byArn.get(task.sourceArn)?.find((each) => belongs(task, each, bucket) === "same");
    if (snapshot !== undefined) known.set(task.id, snapshot);
  }
  return known;
}

/**
 * Landings whose manifest does not say of which instance they are, while RDS still does: RDS's event of an export that ended
 * names no instance, and once such a snapshot is deleted nobody knows whose day it was the first of.
 */
async function namelessLandings(
  date: LandingDate,
  records: ReadonlyMap<string, ReadonlySet<LandingRecord>>,
  known: ReadonlyMap<string, Snapshot>,
  { landings }: ExportDependencies,
): Promise<readonly string[]> {
  const nameless: string[] = [];
  for (const [task, kinds] of records) {
    const name = known.get(task)?.name;
    // An automated one's name says it.
    if (!kinds.has("manifest") || name === undefined || instanceInName(name) !== undefined) continue;
    try {
      const landing = await landings.landingOf(date, task);
      if (landing !== undefined && landing.instance === undefined) nameless.push(task);
    } catch (error) {
      // It belongs to a snapshot that is listed, and is asked for nothing else.
      if (!(error instanceof UnreadableManifestError)) throw error;
    }
  }
  return nameless;
}

interface PastOfDay {
  readonly found: readonly (Landing & { readonly importDate: string })[];
  readonly unreadable?: string;
}
