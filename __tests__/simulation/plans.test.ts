import fc from "fast-check";
import type { FaultMix } from "../../simulation/plan/arbitrary/faults";
import { plans } from "../../simulation/plan/arbitrary/plans";
import { planOfSeed, seedOfRun } from "../../simulation/plan/plan-of-seed";
import type { FaultKind } from "../../simulation/plan/plan";
import { readPlan } from "../../simulation/plan/read-plan";

const drawn = Array.from({ length: 2000 }, (_, run) => planOfSeed(seedOfRun(1, run)));

describe("plans of the simulation", () => {
  it("are the same for the same seed, and others for others", () => {
    expect(planOfSeed(7)).toEqual(planOfSeed(7));
    expect(new Set(drawn.map((plan) => JSON.stringify(plan))).size).toBe(drawn.length);
    expect(new Set(Array.from({ length: 10_000 }, (_, run) => seedOfRun(3, run))).size).toBeGreaterThan(
      9_990,
    );
  });

  it("are what a property draws first, so that it can make them smaller", async () => {
    const seed = seedOfRun(5, 5);
    const seen: unknown[] = [];
    await fc.check(
      fc.asyncProperty(plans.usual, async (plan) => {
        seen.push(plan);
        return Promise.resolve();
      }),
      { seed, numRuns: 1 },
    );
    expect(seen).toEqual([planOfSeed(seed)]);
  });

  it("can be written down and read again", () => {
    for (const plan of drawn.slice(0, 200))
      expect(readPlan(JSON.stringify(plan))).toEqual({ ok: true, plan });
  });

  it("inject every kind of fault, mostly several, now and then none", () => {
    const kinds = new Set(drawn.flatMap(({ faults }) => faults.map(({ kind }) => kind)));
    // What a person does by hand is only written down.
    const all: Record<Exclude<FaultKind, "redrive" | "export-by-hand">, true> = {
      event: true,
      call: true,
      kill: true,
      slow: true,
      "delivered-twice": true,
      "message-lost": true,
      "export-task": true,
      "slots-taken": true,
      "export-files-deleted": true,
      "foreign-file": true,
      "workflow-full": true,
      "function-throttled": true,
      "call-rate": true,
      "kill-rate": true,
      "stray-message": true,
      "landed-file-spoilt": true,
    };
    expect([...kinds].sort()).toEqual(Object.keys(all).sort());
    const ofExports = drawn.flatMap(({ faults }) => faults.filter(({ kind }) => kind === "export-task"));
    for (const effect of ["fails", "cancelled", "skipsTable", "losesTable", "lingersSeconds"])
      expect(JSON.stringify(ofExports)).toContain(effect);
    expect(drawn.filter(({ faults }) => faults.length === 0).length).toBeGreaterThan(100);
    expect(drawn.filter(({ faults }) => faults.length > 1).length).toBeGreaterThan(1000);
  });

  it("hold as many faults as their mix says", () => {
    const counts = (mix: FaultMix): number[] =>
      Array.from({ length: 100 }, (_, seed) => planOfSeed(seed, mix).faults.length);
    expect(Math.max(...counts("none"))).toBe(0);
    expect(Math.max(...counts("usual"))).toBeGreaterThan(2);
    expect(Math.min(...counts("heavy"))).toBeGreaterThan(6);
  });

  it("have one snapshot of an instance after the other, and one of a name at a time", () => {
    for (const { snapshots } of drawn)
      for (const [at, snapshot] of snapshots.entries())
        for (const earlier of snapshots.slice(0, at)) {
          if (earlier.instance === snapshot.instance)
            expect(earlier.at + earlier.creating).toBeLessThan(snapshot.at);
          if (earlier.name === snapshot.name)
            expect(earlier.at + (earlier.deletedAfter ?? Infinity)).toBeLessThan(snapshot.at);
        }
  });

  it("give no two files of different snapshots one name", () => {
    for (const { snapshots } of drawn) {
      const names = snapshots.map(
        ({ tables }) => new Set(tables.flatMap(({ batches }) => batches.flat().map(({ name }) => name))),
      );
      const total = names.reduce((sum, { size }) => sum + size, 0);
      expect(new Set(names.flatMap((each) => [...each])).size).toBe(total);
    }
  });

  it("refuse what is no plan in one line", () => {
    expect(readPlan("{")).toMatchObject({
      ok: false,
      problem: expect.stringContaining("not JSON") as string,
    });
    const wrong = readPlan(JSON.stringify({ ...planOfSeed(1), faults: [{ kind: "earthquake" }] }));
    expect(wrong).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/^[^\n]*faults[^\n]*$/) as string,
    });
  });
});
