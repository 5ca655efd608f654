import { importDate, snapshotName, type LandingDate } from "../shared/landing-date";
import {
  landingsOfDay,
  readRecordKey,
  recordKey,
  type LandingRecord,
  type LandingRecordsReader,
} from "../shared/landing-records";
import { readJson } from "../shared/json";
import { manifestSchema } from "../shared/manifest";
import type { PastLanding } from "./landing-rules";

/** A landing as its manifest tells of it. */
export interface Landing extends PastLanding {
  readonly snapshotArn: string;
  /** Identifier of the snapshot's instance; undefined when nobody knows. */
  readonly instance: string | undefined;
  readonly backdated: boolean;
}

/** What the copier has written of the exports of one day, by their tasks' identifiers. */
export type RecordsOfDay = ReadonlyMap<string, ReadonlySet<LandingRecord>>;

/** What has landed, as the export function reads it. Every verb throws AwsCallError. */
export interface Landings {
  recordsOf(date: LandingDate): Promise<RecordsOfDay>;
  /** @throws UnreadableManifestError */
  landingOf(date: LandingDate, taskId: string): Promise<Landing | undefined>;
}

/** A manifest is not what the copier of this release writes; the message names its key, and what to do. */
export class UnreadableManifestError extends Error {
  override readonly name = "UnreadableManifestError";
}

/** How many manifests are remembered: the snapshots of a night ask for the same ones. */
const REMEMBERED = 5_000;

export function landingsFrom(records: LandingRecordsReader): Landings {
  const remembered = new Map<string, Landing>();
  return {
    async recordsOf(date) {
      const day = new Map<string, Set<LandingRecord>>();
      for await (const page of records.list(landingsOfDay(date)))
        for (const { key } of page) {
          const found = readRecordKey(key);
          if (found?.importDate !== importDate(date)) continue;
          day.set(found.taskId, (day.get(found.taskId) ?? new Set<LandingRecord>()).add(found.record));
        }
      return day;
    },
    async landingOf(date, taskId) {
      const key = recordKey(date, taskId, "manifest");
      const known = remembered.get(key);
      if (known !== undefined) return known;
      const record = await records.read(key);
      if (record === undefined) return undefined;
      const landing = readLanding(record.body, key);
      // One without its instance may still be given that; nothing else in a manifest ever changes.
      if (landing.instance === undefined) return landing;
      if (remembered.size >= REMEMBERED) remembered.clear();
      remembered.set(key, landing);
      return landing;
    },
  };
}

function readLanding(body: string, key: string): Landing {
  const json = readJson(body);
  const manifest = json.ok ? manifestSchema.safeParse(json.value) : undefined;
  if (manifest?.success !== true)
    throw new UnreadableManifestError(
      `${key} in the export bucket is no manifest of this release: whether its snapshot was the first of its day cannot be told. ` +
        "Restore what the copier has written there, or delete it",
    );
  const { snapshot, backdated } = manifest.data;
  const name = snapshotName(snapshot.arn);
  return {
    snapshotArn: snapshot.arn,
    name,
    createTime: snapshot.time === null ? undefined : new Date(snapshot.time),
    instance: snapshot.instance ?? instanceInName(name),
    backdated,
  };
}

/** RDS names an automated snapshot by its instance and the minute. */
export function instanceInName(name: string): string | undefined {
  return /^rds:(.+)-\d{4}-\d{2}-\d{2}-\d{2}-\d{2}$/.exec(name)?.[1];
}
