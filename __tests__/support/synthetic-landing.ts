import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startLocalAws } from "../../local/aws/local-aws";
import type { LocalAws } from "../../local/aws/types";
import { worldClock, type WorldClock } from "../../local/clock";
import type { SnapshotExporter } from "../../local/rds/snapshot-exporter";
import { CleanUp } from "../../local/start/clean-up";
import { deployPipeline, type DeployedPipeline } from "../../local/start/deployed-pipeline";
import {
  createLandingZone,
  DATABASE_ACCOUNT,
  REGION,
  type LandingZone,
} from "../../local/start/landing-zone";
import { QueueWatch } from "../../local/start/queue-watch";
import type { EventSourceReport } from "../../local/lambda/event-source";

const INSTANCE = "housing";
/** Folders of tables, as RDS names them: `<database>/<schema.table>`. */
const TABLES = Array.from({ length: 8 }, (_, table) => `housing/public.table_${table}`);

/** Hears what becomes of messages. */
interface Listener {
  readonly onEvent: (functionName: string) => void;
  readonly onReport: (report: EventSourceReport) => void;
}

/** The pipeline as it deploys, over exports that are made up: no database is needed. */
export interface SyntheticPipeline {
  readonly aws: LocalAws;
  readonly clock: WorldClock;
  readonly pipeline: DeployedPipeline;
  readonly zone: LandingZone;
  readonly watch: QueueWatch;
  /** Tells of each batch that a function is given, and of what event sources report then. */
  listen(listener: Partial<Listener>): void;
  /** What the functions have written. */
  readonly lines: readonly string[];
  /** Names and bytes of the files of each export: `<database>/<table>/<file>`. */
  readonly exported: ReadonlyMap<string, string>;
  /** The same of what lies in the landing zone, and keys that have another form, as they are. */
  landed(): ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/**
 * @param files Parquet files of one export
 * @param speed world seconds of one real second
 * @param tables folders of the tables that these belong to, one file after the other
 */
export async function startSyntheticPipeline(
  files: number,
  speed: number,
  tables: readonly string[] = TABLES,
): Promise<SyntheticPipeline> {
  const directory = mkdtempSync(path.join(tmpdir(), "synthetic-landing-"));
  const cleanUp = new CleanUp();
  cleanUp.add("the folder", () => {
    rmSync(directory, { recursive: true, force: true });
  });
  const clock = worldClock(speed);
  const exported = new Map<string, string>();
  const heard: Partial<Listener>[] = [];
  const lines: string[] = [];
  const exporter: SnapshotExporter = {
    export: (request) => {
      placeExport(aws, directory, { files, tables }, request, exported);
      return Promise.resolve({ extractedBytes: files });
    },
  };
  const aws = await startLocalAws({
    ...{ region: REGION, accountId: DATABASE_ACCOUNT, clock, exporter },
    directory: path.join(directory, "s3"),
    snapshots: { create: () => Promise.resolve(), drop: () => Promise.resolve() },
  });
  cleanUp.add("the AWS endpoint", () => aws.close());
  const zone = createLandingZone(aws);
  aws.rds.createInstance(INSTANCE);
  const listeners = {
    onLine: ({ text }: { readonly text: string }) => void lines.push(text),
    onReport: (report: EventSourceReport) => {
      for (const each of heard) each.onReport?.(report);
    },
    onEvent: (functionName: string) => {
      for (const each of heard) each.onEvent?.(functionName);
    },
  };
  const pipeline = await deployPipeline({ aws, clock, directory, instances: [INSTANCE], listeners }, cleanUp);
  return {
    ...{ aws, clock, pipeline, zone, lines, exported },
    listen: (listener) => void heard.push(listener),
    watch: new QueueWatch(pipeline.deployer, pipeline.deployment),
    landed: () => landedFiles(aws, zone),
    close: () => cleanUp.run(),
  };
}

/** Straight into the bucket's folder: through the endpoint, 20,000 files would take longer than their copy. */
function placeExport(
  aws: LocalAws,
  directory: string,
  { files, tables }: { readonly files: number; readonly tables: readonly string[] },
  { bucket, exportTaskIdentifier: task }: Parameters<SnapshotExporter["export"]>[0],
  exported: Map<string, string>,
): void {
  const place = (key: string, text: string): void => {
    const file = path.join(directory, "next-file");
    writeFileSync(file, text);
    aws.buckets.placeFile(bucket, `${task}/${key}`, file, createHash("md5").update(text).digest("hex"));
  };
  for (let index = 0; index < files; index += 1) {
    const table = tables[index % tables.length] ?? "";
    const name = `part-${String(index).padStart(5, "0")}-${digest(index)}.gz.parquet`;
    const text = digest(-index).repeat((index % 5) + 1);
    place(`${table}/1/${name}`, text);
    exported.set(`${table}/${name}`, text);
  }
  for (const table of tables) place(`${table}/1/_SUCCESS`, "");
  const perTableStatus = tables.map((table) => ({ status: "COMPLETE", target: table.replace("/", ".") }));
  place(`export_tables_info_${task}_from_1_to_${tables.length}.json`, JSON.stringify({ perTableStatus }));
}

function digest(index: number): string {
  return createHash("sha256").update(String(index)).digest("hex").slice(0, 32);
}

function landedFiles(aws: LocalAws, zone: LandingZone): ReadonlyMap<string, string> {
  return new Map(
    aws.buckets.objects(zone.bucket).map(({ key }) => {
      const [, table, name] =
        /^housing\/([^/]+\/[^/]+)\/import_year=\d{4}\/import_month=\d\d\/import_day=\d\d\/import_date=\d{8}\/([^/]+)$/.exec(
          key,
        ) ?? [];
      const plain = table === undefined || name === undefined ? key : `${table}/${name}`;
      return [plain, readFileSync(aws.buckets.filePath(zone.bucket, key) ?? "", "utf8")];
    }),
  );
}
