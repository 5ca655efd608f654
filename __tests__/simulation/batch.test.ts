import { counter, runBatch } from "../../simulation/batch/run-batch";
import { batchTable } from "../../simulation/report/batch-table";
import { runPlan } from "../../simulation/run-plan";

// A few of the runs that `npm run simulate` makes by the thousand.
it("loses no snapshot in a small batch, whatever goes wrong", async () => {
  const { drawn: summary } = await runBatch({ seed: 1, runs: 60 }, runPlan, counter());
  expect(summary.failures).toEqual([]);
  expect(summary).toMatchObject({ runs: 60, missing: 0 });
  expect(summary.landed).toBeGreaterThan(60);
  expect(batchTable(summary, 1, 1).join("\n")).toMatch(/violations +0/);
}, 300_000);
