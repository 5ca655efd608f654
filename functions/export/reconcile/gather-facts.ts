import type { ExportTask } from "../../shared/export-task";
import { importDate, landingDate, type LandingDate } from "../../shared/landing-date";
import type { LandingRecord } from "../../shared/landing-records";
import { NO_SUBJECT } from "../../shared/outcome";
import type { ExportDependencies } from "../dependencies";
import type { Reconciliation } from "../reconcile-message";
import { deletedSnapshots, isOneOf } from "../deleted-snapshots";
import { deletedOf } from "../judge-snapshot";
import { UnreadableManifestError, type Landing } from "../past-landings";
import type { Snapshot } from "../snapshot";
import type { ReconciliationFacts } from "./decide-reconciliation";

const DAY = 24 * 60 * 60 * 1000;

/**
 * Gathers what one look needs: RDS's lists, page by page, and the landing records of the days in question. Calls grow with
 * the pages of the account's snapshots and tasks, not with the number of snapshots to look at.
 *
 * @throws AwsCallError
 */
export async function gatherFacts(
  { instances, since: firstApply, windowInDays }: Reconciliation,
  now: Date,
  dependencies: ExportDependencies,
): Promise<ReconciliationFacts> {
  const { rds, bucket, rules } = dependencies;
  const since = new Date(Math.max(firstApply.getTime(), now.getTime() - windowInDays * DAY));
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
  // Whose the others are, only their manifests tell.
  const named = snapshots.filter(({ instance }) => instance !== "");
  for (const date of days) {
    const ofDay = await dependencies.landings.recordsOf(date);
    for (const [task, kinds] of ofDay) records.set(task, kinds);
    if (rules.landedSnapshots !== "first_of_day") continue;
    const { found, unreadable } = await pastLandings(date, ofDay, named, tasks, dependencies);
    past.push(...found);
    if (unreadable !== undefined) openDays.set(importDate(date), unreadable);
  }
  return { now, since, bucket, rules, snapshots, lost: deleted.lost, tasks, records, past, openDays };
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
  tasks: readonly ExportTask[],
  { landings, log }: ExportDependencies,
): Promise<PastOfDay> {
  const arns = new Set(snapshots.map(({ arn }) => arn));
  const known = new Set(tasks.filter(({ sourceArn }) => arns.has(sourceArn)).map(({ id }) => id));
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

interface PastOfDay {
  readonly found: readonly (Landing & { readonly importDate: string })[];
  readonly unreadable?: string;
}
