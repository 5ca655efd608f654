import type { Plan, PlannedSettings, PlannedSnapshot } from "../plan/plan";

/** A large world without faults. */
export interface Scenario {
  readonly name: string;
  readonly plan: Plan;
  /** Seconds that the account's five slots need for it at the least. */
  readonly quotaSeconds: number;
}

const MINUTE = 60;

/** Seconds that RDS takes for an export. */
interface ExportTime {
  readonly starting: number;
  readonly running: number;
}

/** As observed for small databases. */
const REAL: ExportTime = { starting: 12 * MINUTE, running: 3 * MINUTE };

/**
 * Far shorter than real ones: whoever waits for a slot looks every few minutes, so that looks grow with the time that all
 * exports together take, for each instance. What a slot loses between two exports weighs much more than it does in AWS.
 */
const SHORT: ExportTime = { starting: 30, running: 30 };

/** Few enough for real times: they show what the slots lose. */
const REAL_INSTANCES = 40;

interface Size {
  readonly instances: number;
  /** What RDS takes for each instance's export, in as many exports as somebody can wait for. */
  readonly time: ExportTime;
  readonly files: number;
}

export type ScaleSize = "ci" | "large" | "full";

const SIZES: Readonly<Record<ScaleSize, Size>> = {
  ci: { instances: 500, time: SHORT, files: 50_000 },
  large: { instances: 500, time: REAL, files: 200_000 },
  full: { instances: 5_000, time: SHORT, files: 2_000_000 },
};

const SLOTS = 5;
const FILES_PER_BATCH = 1_000;
const FILE_BYTES = 5_000_000;

/** Many instances that snapshot in one minute, and one export of many files. */
export function scenarios(size: ScaleSize): readonly Scenario[] {
  const { instances, time, files } = SIZES[size];
  return [storm(REAL_INSTANCES, REAL), storm(instances, time), large(files, SHORT)];
}

/** @param instances each with one small snapshot */
export function storm(instances: number, time: ExportTime): Scenario {
  const snapshots = Array.from({ length: instances }, (_, at) => ({
    ...snapshotOf(`instance-${at}`, (60 * at) / instances, time),
    // One database each, so that none of their files meet.
    tables: [{ database: `db_${at}`, table: "public.users", batches: [[file(`${at}`)]] }],
  }));
  const seconds = time.starting + time.running;
  return {
    name: `${instances.toLocaleString("en")} instances that snapshot in one minute, exports of ${seconds} s${shortened(time)}`,
    plan: { seed: 1, settings: SETTINGS, snapshots, faults: [] },
    quotaSeconds: Math.ceil(instances / SLOTS) * seconds,
  };
}

/** A reader must not take the makespan of short exports for that of real ones. */
function shortened({ starting, running }: ExportTime): string {
  const real = REAL.starting + REAL.running;
  return starting + running < real ? ` (RDS takes ${real} s and more)` : "";
}

/** @param files of one table */
export function large(files: number, time: ExportTime): Scenario {
  const batches = Array.from({ length: Math.ceil(files / FILES_PER_BATCH) }, (_, batch) =>
    Array.from({ length: Math.min(FILES_PER_BATCH, files - batch * FILES_PER_BATCH) }, (__, at) =>
      file(`${batch}-${String(at).padStart(4, "0")}`),
    ),
  );
  const tables = [{ database: "app", table: "public.events", batches }];
  return {
    name: `one export of ${files.toLocaleString("en")} files`,
    plan: {
      seed: 1,
      settings: SETTINGS,
      snapshots: [{ ...snapshotOf("large", 0, time), tables }],
      faults: [],
    },
    quotaSeconds: time.starting + time.running,
  };
}

const SETTINGS: PlannedSettings = {
  landedSnapshots: "all",
  onSkippedTables: "warn",
  ignoredSnapshotTags: {},
  ignoredSnapshotNames: [],
  reconciliationIntervalInHours: 6,
  reconciliationWindowInDays: 7,
  workflow: true,
  pageSize: 1_000,
  zone: { listable: true, abortable: true, multipart: false },
};

function snapshotOf(instance: string, at: number, time: ExportTime): Omit<PlannedSnapshot, "tables"> {
  return {
    instance,
    name: `rds:${instance}-2024-02-27-06-00`,
    type: "automated",
    tags: {},
    taggedAfter: 0,
    at,
    creating: 300,
    export: time,
  };
}

function file(name: string): { readonly name: string; readonly bytes: number } {
  return { name: `part-00000-${name}.gz.parquet`, bytes: FILE_BYTES };
}
