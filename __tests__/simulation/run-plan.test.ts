import type { Fault } from "../../simulation/plan/plan";
import { runPlan } from "../../simulation/run-plan";
import { IDLE, planOf, snapshotOf } from "./support/plans";

const FAULTS: readonly Fault[] = [
  { kind: "event", of: "backup", nth: 1, effect: "doubled" },
  { kind: "call", operation: "s3:CopyObject", nth: 1, times: 2, effect: "throttled" },
  { kind: "kill", function: "copier", nth: 4, when: "after" },
];

test("a snapshot lands, and its workflow starts on complete files", async () => {
  const history = await runPlan(planOf());

  expect(history.letters).toEqual([]);
  expect([...history.zone].map(([key, { source }]) => [key, source])).toEqual(
    ["1/part-0.parquet", "2/part-1 ü.parquet"].map((file) => [
      `housing/app/public.orders/import_year=2024/import_month=02/import_day=27/import_date=20240227/${file.slice(2)}`,
      `export-bucket/${history.exports[0]?.taskId}/app/public.orders/${file}`,
    ]),
  );
  expect(history.workflowRuns).toMatchObject([{ importDate: "20240227", complete: true }]);
  expect(history.quiet).toBe(true);
  expect(history.messages).toMatchObject({ left: 0, expired: 0, lost: 0 });
});

test("the same plan makes the same history, whatever ran before; another seed another one", async () => {
  const plan = planOf({ seed: 5, faults: FAULTS });
  const first = await runPlan(plan, { timeline: true });
  const other = await runPlan({ ...plan, seed: 6 }, { timeline: true });
  const again = await runPlan(plan, { timeline: true });

  expect(again).toEqual(first);
  expect(first.timeline.length).toBeGreaterThan(10);
  expect(other.timeline).not.toEqual(first.timeline);
});

test("a run takes no time of the clock's, and leaves the thread's globals as they were", async () => {
  const before = [setTimeout, Date, Math.random];
  const started = Date.now();
  const history = await runPlan(planOf({ snapshots: [snapshotOf({ at: 20 * 86_400 })] }), { handlers: IDLE });

  expect(history.endedAt).toBeGreaterThan(20 * 86_400);
  expect(Date.now() - started).toBeLessThan(20 * 86_400);
  expect([setTimeout, Date, Math.random]).toEqual(before);
});

test("a run that breaks gives the globals back, too", async () => {
  const before = setTimeout;
  const broken = {
    ...IDLE,
    export: (): never => {
      throw new Error("no such function");
    },
  };
  await expect(runPlan(planOf(), { handlers: broken })).rejects.toThrow("no such function");
  expect(setTimeout).toBe(before);
});

test("the schedule asks for reconciliation until further looks change nothing", async () => {
  const seen: unknown[] = [];
  const looking = {
    ...IDLE,
    export: () => async (event: { Records: readonly { body: string }[] }) => {
      for (const { body } of event.Records) if (body.includes("Reconcile")) seen.push(JSON.parse(body));
      return await Promise.resolve({ batchItemFailures: [] });
    },
  };
  const history = await runPlan(planOf({ settings: { reconciliationIntervalInHours: 6 } }), {
    handlers: looking,
  });

  expect(seen[0]).toMatchObject({
    Reconcile: { Instances: ["db1"], Since: "2024-02-27T06:00:00.000Z", WindowInDays: 7, IntervalInHours: 6 },
  });
  expect(seen.length).toBeGreaterThanOrEqual(2);
  expect(history.quiet).toBe(true);
});

test("a lost event is counted with the snapshot of its backup", async () => {
  const of = (db: string, at: number) => snapshotOf({ instance: db, name: `rds:${db}-x`, at });
  const lost = (nth: number): Fault => ({ kind: "event", of: "backup", nth, effect: "lost" });
  const count = async (...nths: number[]): Promise<readonly number[]> => {
    const plan = planOf({ snapshots: [of("db1", 3600), of("db2", 7200)], faults: nths.map(lost) });
    const { snapshots } = await runPlan(plan, { handlers: IDLE });
    return snapshots.map(({ lostEvents }) => lostEvents);
  };
  expect(await count(2, 4)).toEqual([1, 1]);
  expect(await count(3, 4)).toEqual([0, 2]);
});
