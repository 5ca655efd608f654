import type { Plan, PlannedSettings, PlannedSnapshot } from "../plan/plan";

/** A large world without faults. */
export interface Scenario {
  readonly name: string;
  readonly plan: Plan;
  /** Seconds that the account's five slots need for it at the least. */
  readonly quotaSeconds: number;
}

const SIZES = {
  ci: { instances: 500, files: 50_000 },
  full: { instances: 5_000, files: 2_000_000 },
} as const;

export type ScaleSize = keyof typeof SIZES;

/** Seconds that each export takes in the storm of snapshots: short, for what is measured is the waiting. */
const EXPORT = { starting: 60, running: 120 };
const SLOTS = 5;
const FILES_PER_BATCH = 1_000;
const FILE_BYTES = 5_000_000;

/** Many instances that snapshot in one minute, and one export of many files. */
export function scenarios(size: ScaleSize): readonly Scenario[] {
  const { instances, files } = SIZES[size];
  return [
    {
      name: `${instances.toLocaleString("en")} instances that snapshot in one minute`,
      plan: { seed: 1, settings: SETTINGS, snapshots: storm(instances), faults: [] },
      quotaSeconds: Math.ceil(instances / SLOTS) * (EXPORT.starting + EXPORT.running),
    },
    {
      name: `one export of ${files.toLocaleString("en")} files`,
      plan: { seed: 1, settings: SETTINGS, snapshots: [large(files)], faults: [] },
      quotaSeconds: EXPORT.starting + EXPORT.running,
    },
  ];
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

function storm(instances: number): readonly PlannedSnapshot[] {
  return Array.from({ length: instances }, (_, at) => ({
    ...snapshotOf(`instance-${at}`, (60 * at) / instances),
    // One database each, so that none of their files meet.
    tables: [{ database: `db_${at}`, table: "public.users", batches: [[file(`${at}`)]] }],
  }));
}

function large(files: number): PlannedSnapshot {
  const batches = Array.from({ length: Math.ceil(files / FILES_PER_BATCH) }, (_, batch) =>
    Array.from({ length: Math.min(FILES_PER_BATCH, files - batch * FILES_PER_BATCH) }, (__, at) =>
      file(`${batch}-${String(at).padStart(4, "0")}`),
    ),
  );
  return { ...snapshotOf("large", 0), tables: [{ database: "app", table: "public.events", batches }] };
}

function snapshotOf(instance: string, at: number): Omit<PlannedSnapshot, "tables"> {
  return {
    instance,
    name: `rds:${instance}-2024-02-27-06-00`,
    type: "automated",
    tags: {},
    taggedAfter: 0,
    at,
    creating: 300,
    export: EXPORT,
  };
}

function file(name: string): { readonly name: string; readonly bytes: number } {
  return { name: `part-00000-${name}.gz.parquet`, bytes: FILE_BYTES };
}
