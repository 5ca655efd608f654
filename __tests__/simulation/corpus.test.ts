import path from "node:path";
import { simulate, type Surroundings } from "../../simulation/cli/simulate";
import { counter, runBatch } from "../../simulation/batch/run-batch";
import { readCorpus } from "../../simulation/corpus/read-corpus";
import { runPlan } from "../../simulation/run-plan";
import { IDLE } from "./support/plans";

const one = readCorpus(path.resolve(__dirname, "../..")).filter(({ name }) => name === "finish-event-lost");

async function told(argv: readonly string[], given: Partial<Surroundings> = {}) {
  const lines: string[] = [];
  const exitCode = await simulate(argv, {
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    environment: {},
    clock: () => 0,
    drawSeed: () => 1,
    runPlan,
    runBatch: (batch) => runBatch(batch, given.runPlan ?? runPlan, counter()),
    readCorpus: () => one,
    runScale: () => Promise.resolve(true),
    ...given,
  });
  return { exitCode, text: lines.join("\n") };
}

describe("the plans that are written down", () => {
  it("are run before those of the seed, and counted", async () => {
    const { exitCode, text } = await told(["--corpus", "--runs", "1"]);
    expect(text).toMatch(/^runs +2\n +of simulation\/corpus +1$/m);
    expect(exitCode).toBe(0);
    expect((await told(["--runs", "1"])).text).not.toContain("corpus");
  });

  it("fail the command by what they break, and say how to see it", async () => {
    const { exitCode, text } = await told(["--corpus", "--runs", "1"], {
      runPlan: (plan) => runPlan(plan, { handlers: IDLE }),
    });
    expect(text).toContain("The plan finish-event-lost broke what must hold:\n  every snapshot ends: ");
    expect(text).toContain("npm run simulate -- --plan simulation/corpus/finish-event-lost.json --trace");
    expect(exitCode).toBe(1);
  });
});
