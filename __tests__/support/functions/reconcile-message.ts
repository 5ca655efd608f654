import type { FakeSnapshot } from "./fake-rds";
import type { World } from "./world";

export const NOON = "2024-03-05T12:00:00.000Z";
export const at = (text: string): Date => new Date(text);
export const refusal = (code: string, status = 400) =>
  ({ kind: "refusal", status, code, message: `${code} said RDS` }) as const;

interface Given {
  readonly Instances?: readonly string[];
  readonly ScheduledTime?: string;
  readonly Since?: string;
  readonly WindowInDays?: number;
  readonly IntervalInHours?: number;
}

export function body(given: Given = {}): string {
  return JSON.stringify({
    Reconcile: {
      Instances: ["db1", "db2"],
      Since: "2024-02-01T00:00:00Z",
      ...{ WindowInDays: 7, IntervalInHours: 6, ScheduledTime: NOON },
      ...given,
    },
  });
}

/** A task of the past, for a snapshot. */
export function complete(world: World, id: string, snapshot: FakeSnapshot, given = {}): void {
  world.aws.rds.addTask(id, snapshot, {
    startTime: at("2024-03-04T02:00:00Z"),
    endTime: at("2024-03-04T03:00:00Z"),
    ...given,
  });
}

export const recordOf = (day: string, task: string, file: string): string =>
  `_landings/import_date=${day}/${task}/${file}`;
export const taskIds = (world: World): string[] =>
  world.aws.rds.tasks.filter(({ status }) => status === "STARTING").map(({ id }) => id);
