import { spawnSync } from "node:child_process";
import path from "node:path";
import { progressList } from "../../../local/start/progress-list";
import type { RunEvent } from "../../../local/start/run-event";

async function drawn(...events: RunEvent[]): Promise<string[]> {
  const lines: string[] = [];
  const progress = await progressList((line) => lines.push(line), false);
  for (const event of events) progress.listener(event);
  await progress.end();
  return lines;
}

/** What a terminal would have been sent, by a process that takes its standard output for one. */
function sentToTerminal(...events: RunEvent[]): string {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["config/tooling/run.mjs", "__tests__/local/start/drawn-progress.ts", JSON.stringify(events)],
    { cwd: path.resolve(__dirname, "../../.."), encoding: "utf8" },
  );
  expect(stderr).toBe("");
  return stdout;
}

describe("without a terminal", () => {
  it("draws nothing of a run that ended before its first stage", async () => {
    expect(await drawn()).toEqual([]);
  });

  it("writes each thing once, and nothing of stages that never began", async () => {
    const lines = await drawn(
      { kind: "began", stage: "servers" },
      { kind: "ended", stage: "servers", text: "up" },
      { kind: "began", stage: "sample" },
      { kind: "note", stage: "sample", text: "archive.entry, 29 rows" },
      { kind: "failed", stage: "sample", text: "no space\n    at fill (sample.ts:1:1)\n    at run" },
    );
    expect(lines).toEqual([
      "❯ Postgres and the local AWS endpoint",
      "✔ Postgres and the local AWS endpoint: up",
      "❯ Sample database",
      "› archive.entry, 29 rows",
      "✖ Sample database: no space",
    ]);
  });
});

describe("in a terminal", () => {
  it("draws nothing of a run that ended before its first stage", () => {
    expect(sentToTerminal()).toBe("");
  });

  it("shows the first line of a failure, and no stage as done that never began", () => {
    const sent = sentToTerminal(
      { kind: "began", stage: "servers" },
      { kind: "failed", stage: "servers", text: "no space\n    at fill (sample.ts:1:1)" },
    );
    expect(sent).toContain("no space");
    expect(sent).not.toContain("at fill");
    expect(sent).not.toContain("✔");
  });

  it("shows a stage as skipped that was next when the run ended", () => {
    const sent = sentToTerminal(
      { kind: "began", stage: "servers" },
      { kind: "ended", stage: "servers", text: "up" },
    );
    expect(sent.slice(sent.lastIndexOf("Postgres"))).toMatch(/up[^]*↓ Sample database/);
    expect(sent).not.toContain("✔ Sample database");
  });
});
