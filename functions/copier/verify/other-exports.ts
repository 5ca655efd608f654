import type { LandingRecordsReader } from "../../shared/landing-records";
import { readManifest, type Manifest, type Tally } from "../../shared/manifest";
import { forEachConcurrently } from "../for-each-concurrently";
import type { CopierRds, Storage } from "../ports";
import { siblings, type Exported } from "../siblings";
import { allNeighbours, neighboursAmong, type Neighbour, type OwnExport } from "./neighbours";
import { otherRecords, type OtherRecords } from "./other-records";
import type { TableName } from "./zone-partition";

/** Records that are read at once. */
const READS = 8;

/** The exports beside ours that land, or have landed, under the same day: their files may lie in our partitions. */
export interface OtherExports {
  /** What their manifests say of a table, by export task. @throws AwsCallError */
  landed(table: TableName): Promise<ReadonlyMap<string, Tally>>;
  /** Only of those that may have landed since our partitions were seen to be empty. @throws AwsCallError */
  landedMeanwhile(table: TableName): Promise<ReadonlyMap<string, Tally>>;
  /**
   * Whether an export that has begun to land, and had no manifest when the others were looked up, holds files of a table:
   * one of its files may have been taken for ours, or the reverse. @throws AwsCallError
   */
  isLanding(table: TableName, signal: AbortSignal): Promise<boolean>;
  /** Those that RDS knows, and where their files lie in the export bucket. @throws AwsCallError */
  exported(): Promise<readonly Neighbour[]>;
  /** All are looked up anew when they are asked for again: meanwhile more may have ended. */
  forget(): void;
}

/** Whose neighbours are looked for. */
export interface OneExport extends OwnExport {
  /** When nothing lay in the partitions of its files: whose manifest is older has none there. @default unknown */
  readonly zoneEmptyAt: Date | undefined;
}

/** What they are looked up in. */
export interface OtherExportsPorts {
  readonly records: LandingRecordsReader;
  readonly rds: Pick<CopierRds, "exportTasksInto" | "findExportTask">;
  readonly storage: Pick<Storage, "list">;
}

/** By so much the clocks of a function and of S3 may differ, in milliseconds: generous, for it costs a few reads. */
const CLOCK_MARGIN_MILLISECONDS = 15 * 60_000;

/** Tables by name, and in each what the exports' manifests say, by export task. */
type LandedTables = ReadonlyMap<string, ReadonlyMap<string, Tally>>;

/** What was looked up, until it is forgotten. */
interface LookedUp {
  records?: Promise<OtherRecords>;
  all?: Promise<LandedTables>;
  recent?: Promise<LandedTables>;
  exported?: Promise<readonly Neighbour[]>;
  landing?: Promise<readonly Neighbour[]>;
  /** Whether anything lies under a prefix of the export bucket. */
  readonly prefixes: Map<string, Promise<boolean>>;
}

/** Looks them up when they are asked for, and keeps what it found. */
export function otherExports(own: OneExport, { records, rds, storage }: OtherExportsPorts): OtherExports {
  let looked: LookedUp = { prefixes: new Map() };
  const since = new Date((own.zoneEmptyAt?.getTime() ?? 0) - CLOCK_MARGIN_MILLISECONDS);
  // One listing for all questions: a landing that ends between two would be in neither answer.
  const recordsOfOthers = (): Promise<OtherRecords> =>
    (looked.records ??= otherRecords(own.date, own.task.id, records));
  const holds = (prefix: string, signal: AbortSignal): Promise<boolean> => {
    const known = looked.prefixes.get(prefix) ?? liesAnythingAt(prefix, signal);
    looked.prefixes.set(prefix, known);
    return known;
  };
  const liesAnythingAt = async (prefix: string, signal: AbortSignal): Promise<boolean> => {
    for await (const page of storage.list(own.task.bucket, prefix, signal)) return page.length > 0;
    return false;
  };

  return {
    forget() {
      looked = { prefixes: new Map() };
    },
    async landed(table) {
      const { manifests } = await recordsOfOthers();
      const tables = await (looked.all ??= landedTables(own, manifests, records));
      return tables.get(nameOf(table)) ?? new Map<string, Tally>();
    },
    async landedMeanwhile(table) {
      const { manifests } = await recordsOfOthers();
      const recent = manifests.filter(({ lastModified }) => lastModified >= since);
      const tables = await (looked.recent ??= landedTables(own, recent, records));
      return tables.get(nameOf(table)) ?? new Map<string, Tally>();
    },
    async isLanding({ database, table }, signal) {
      const { unfinished } = await recordsOfOthers();
      if (unfinished.size === 0) return false;
      for (const { prefix } of await (looked.landing ??= neighboursAmong(unfinished, own, rds)))
        if (
          (await holds(`${prefix}${database}/`, signal)) &&
          (await holds(`${prefix}${database}/${table}/`, signal))
        )
          return true;
      return false;
    },
    exported() {
      return (looked.exported ??= allNeighbours(own, rds));
    },
  };
}

async function landedTables(
  { task }: OneExport,
  manifests: OtherRecords["manifests"],
  records: LandingRecordsReader,
): Promise<LandedTables> {
  const tables = new Map<string, Map<string, Tally>>();
  const { failures } = await forEachConcurrently(manifests, READS, async ({ key }) => {
    const record = await records.read(key);
    const manifest = record && readManifest(record.body);
    if (manifest !== undefined && siblings(task, exportOf(manifest))) return;
    for (const { database, table, files, bytes, fingerprint } of manifest?.tables ?? []) {
      const name = nameOf({ database, table });
      const tallies = tables.get(name) ?? new Map<string, Tally>();
      tables.set(name, tallies.set(manifest?.exportTask ?? key, { files, bytes, fingerprint }));
    }
  });
  if (failures.length > 0) throw failures[0];
  return tables;
}

/** What a manifest says of its export, which it takes for a whole one: of a part of a snapshot RDS itself has to tell. */
function exportOf({ exportTask: id, snapshot }: Manifest): Exported {
  const snapshotTime = snapshot.time === null ? undefined : new Date(snapshot.time);
  return { id, sourceArn: snapshot.arn, snapshotTime, exportOnly: [] };
}

/** No name holds a slash: it is a folder of the export. */
function nameOf({ database, table }: TableName): string {
  return `${database}/${table}`;
}
