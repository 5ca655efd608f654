import type { BatchHandler } from "../../../functions/shared/batch";
import type { AwsAccess } from "../../../functions/shared/aws-clients";
import type { Plan, PlannedSettings, PlannedSnapshot } from "../../../simulation/plan/plan";
import { runPlan, type Handlers } from "../../../simulation/run-plan";
import type { History } from "../../../simulation/world/history";

const SETTINGS: PlannedSettings = {
  landedSnapshots: "all",
  onSkippedTables: "warn",
  ignoredSnapshotTags: {},
  ignoredSnapshotNames: [],
  reconciliationIntervalInHours: 0,
  reconciliationWindowInDays: 7,
  workflow: true,
  zone: { listable: true, abortable: true, multipart: true },
};

/** An automated snapshot of db1 with two tables, one of them empty. */
export function snapshotOf(given: Partial<PlannedSnapshot> = {}): PlannedSnapshot {
  return {
    instance: "db1",
    name: "rds:db1-2024-02-27-07-00",
    type: "automated",
    tags: {},
    taggedAfter: 0,
    at: 3600,
    creating: 300,
    export: { starting: 60, running: 60 },
    tables: [
      {
        database: "app",
        table: "public.orders",
        batches: [[{ name: "part-0.parquet", bytes: 100 }], [{ name: "part-1 ü.parquet", bytes: 200 }]],
      },
      { database: "app", table: "public.empty", batches: [] },
    ],
    ...given,
  };
}

export function planOf(
  given: Partial<Omit<Plan, "settings">> & { settings?: Partial<PlannedSettings> } = {},
): Plan {
  return {
    seed: 1,
    snapshots: [snapshotOf()],
    faults: [],
    ...given,
    settings: { ...SETTINGS, ...given.settings },
  };
}

const HANDLED = { batchItemFailures: [] };

/** Functions that do nothing with what they are sent. */
export const IDLE: Handlers = {
  export: () => () => Promise.resolve(HANDLED),
  copier: () => () => Promise.resolve(HANDLED),
};

/** Runs a plan with a function of one's own at the export queue. */
export async function runWith(plan: Plan, handler: (access: AwsAccess) => BatchHandler): Promise<History> {
  return await runPlan(plan, { handlers: { ...IDLE, export: handler } });
}

/**
 * Runs a script inside the world, when the finish of the plan's first backup is told: RDS lists the snapshot as available
 * then. What the script throws fails the test.
 */
export async function runScript(plan: Plan, script: (access: AwsAccess) => Promise<void>): Promise<History> {
  const failures: unknown[] = [];
  const state = { isBegun: false, isDone: false };
  const history = await runWith(plan, (access) => async ({ Records }) => {
    if (!state.isBegun && Records.some(({ body }) => body.includes("RDS-EVENT-0002"))) {
      state.isBegun = true;
      await script(access).catch((error: unknown) => failures.push(error));
      state.isDone = true;
    }
    return HANDLED;
  });
  if (failures.length > 0) throw failures[0];
  if (!state.isDone) throw new Error("the script was never called, or ran into the function's 15 minutes");
  return history;
}

/** What an SDK client needs to live in the world. */
export function clientOf({
  requestHandler,
  endpoint,
  region,
  credentials,
}: AwsAccess): Required<Pick<AwsAccess, "requestHandler" | "endpoint" | "region" | "credentials">> {
  if (
    requestHandler === undefined ||
    endpoint === undefined ||
    region === undefined ||
    credentials === undefined
  )
    throw new Error("the world gives all of them");
  return { requestHandler, endpoint, region, credentials };
}
