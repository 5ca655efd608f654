import { runPlan } from "../../simulation/run-plan";
import { runScenario } from "../../simulation/scale/run-scale";
import { large, scenarios, storm } from "../../simulation/scale/scenarios";

const clock = (): number => performance.now() / 1000;

describe("the large worlds", () => {
  it("are, in a gate, 500 instances in one minute and one export of 50,000 files", () => {
    const plans = scenarios("ci").map(({ plan }) => plan);
    const instances = plans.map(({ snapshots }) => snapshots.length);
    const files = plans.map(
      ({ snapshots }) => snapshots[0]?.tables.flatMap(({ batches }) => batches.flat()).length,
    );
    expect(instances).toContain(500);
    expect(files).toContain(50_000);
    const storms = plans.filter(({ snapshots }) => snapshots.length > 1);
    for (const { snapshots } of storms) expect(Math.max(...snapshots.map(({ at }) => at))).toBeLessThan(60);
  });

  it.each([
    ["a storm", storm(7, { starting: 600, running: 300 }), "7 of 7"],
    ["an export of many files", large(300, { starting: 60, running: 60 }), "1 of 1"],
  ])("%s lands, and its costs are told beside the quota's bound", async (_, scenario, landed) => {
    const lines: string[] = [];
    expect(await runScenario(scenario, (line) => lines.push(line), runPlan, clock)).toBe(true);
    const text = lines.join("\n");
    expect(text).toContain(landed);
    expect(text).toContain(`the quota alone needs ${scenario.quotaSeconds} s`);
    expect(text).toMatch(/violations +0/);
    expect(text).toMatch(/peak memory/);
  });
});
