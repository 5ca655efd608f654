import type { ExportTask } from "../../shared/export-task";
import { importDate, landingDate, type LandingDate } from "../../shared/landing-date";
import { landingsOfDay, readRecordKey, type LandingRecordsReader } from "../../shared/landing-records";
import { readManifest, type Tally } from "../../shared/manifest";
import { exportPrefix } from "../export-prefix";
import { forEachConcurrently } from "../for-each-concurrently";
import type { CopierRds } from "../ports";
import type { TableName } from "./zone-partition";

/** Records that are read at once. */
const READS = 8;

/** The exports beside ours that land, or have landed, under the same day: their files may lie in our partitions. */
export interface OtherExports {
  /** What their manifests say of a table, by export task. @throws AwsCallError */
  landed(table: TableName): Promise<ReadonlyMap<string, Tally>>;
  /** Only of those that may have landed since our partitions were seen to be empty. @throws AwsCallError */
  landedMeanwhile(table: TableName): Promise<ReadonlyMap<string, Tally>>;
  /** Those that RDS knows, and where their files lie in the export bucket. @throws AwsCallError */
  exported(): Promise<readonly { readonly taskId: string; readonly prefix: string }[]>;
  /** Both are looked up anew when they are asked for again: meanwhile more may have ended. */
  forget(): void;
}

/** Whose neighbours are looked for. */
export interface OneExport {
  readonly taskId: string;
  readonly bucket: string;
  readonly date: LandingDate;
  /** When nothing lay in the partitions of its files: whose manifest is older has none there. @default unknown */
  readonly zoneEmptyAt: Date | undefined;
}

/** By so much the clocks of a function and of S3 may differ, in milliseconds: generous, for it costs a few reads. */
const CLOCK_MARGIN_MILLISECONDS = 15 * 60_000;

/** Looks them up when they are asked for, and keeps what it found. */
export function otherExports(
  own: OneExport,
  records: LandingRecordsReader,
  rds: Pick<CopierRds, "exportTasksInto">,
): OtherExports {
  let manifests: ReturnType<typeof landedTables> | undefined;
  let recent: ReturnType<typeof landedTables> | undefined;
  let tasks: Promise<readonly ExportTask[]> | undefined;
  const day = importDate(own.date);
  return {
    forget() {
      manifests = undefined;
      recent = undefined;
      tasks = undefined;
    },
    async landed(table) {
      manifests ??= landedTables(manifestKeys(own, records), records);
      return (await manifests).get(nameOf(table)) ?? new Map<string, Tally>();
    },
    async landedMeanwhile(table) {
      if (own.zoneEmptyAt === undefined) return await this.landed(table);
      const since = new Date(own.zoneEmptyAt.getTime() - CLOCK_MARGIN_MILLISECONDS);
      recent ??= landedTables(manifestKeys(own, records, since), records);
      return (await recent).get(nameOf(table)) ?? new Map<string, Tally>();
    },
    async exported() {
      tasks ??= rds.exportTasksInto(own.bucket);
      return (await tasks)
        .filter((task) => task.id !== own.taskId && task.bucket === own.bucket && task.status === "COMPLETE")
        .filter(({ sourceArn, snapshotTime }) => {
          const date = landingDate(sourceArn, snapshotTime);
          return date !== undefined && importDate(date) === day;
        })
        .map((task) => ({ taskId: task.id, prefix: exportPrefix(task) }));
    },
  };
}

async function landedTables(
  keys: AsyncIterable<string>,
  records: LandingRecordsReader,
): Promise<ReadonlyMap<string, ReadonlyMap<string, Tally>>> {
  const tables = new Map<string, Map<string, Tally>>();
  const { failures } = await forEachConcurrently(keys, READS, async (key) => {
    const record = await records.read(key);
    const manifest = record && readManifest(record.body);
    for (const { database, table, files, bytes, fingerprint } of manifest?.tables ?? []) {
      const name = nameOf({ database, table });
      const tallies = tables.get(name) ?? new Map<string, Tally>();
      tables.set(name, tallies.set(manifest?.exportTask ?? key, { files, bytes, fingerprint }));
    }
  });
  if (failures.length > 0) throw failures[0];
  return tables;
}

/** @param since older ones are left out @default none is */
async function* manifestKeys(
  own: OneExport,
  records: LandingRecordsReader,
  since = new Date(0),
): AsyncGenerator<string, void> {
  for await (const page of records.list(landingsOfDay(own.date)))
    for (const { key, lastModified } of page) {
      const record = readRecordKey(key);
      const isOther = record?.record === "manifest" && record.taskId !== own.taskId;
      if (isOther && lastModified >= since) yield key;
    }
}

/** No name holds a slash: it is a folder of the export. */
function nameOf({ database, table }: TableName): string {
  return `${database}/${table}`;
}
