import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runTool, type ToolOutcome } from "../../../config/tooling/run-tool";

const node = (script: string, timeoutSeconds = 20, args: readonly string[] = []): Promise<ToolOutcome> =>
  runTool({
    program: process.execPath,
    args: ["-e", script, ...args],
    folder: tmpdir(),
    environment: { ...process.env, GREETING: "hello" },
    timeoutSeconds,
  });

it("returns both outputs and the exit code", async () => {
  const script = "console.log(process.env.GREETING); console.error('oh'); process.exitCode = 7";
  expect(await node(script)).toEqual({ kind: "exited", code: 7, stdout: "hello\n", stderr: "oh\n" });
});

it("says which program is missing", async () => {
  const run = { program: "no-such-program", args: [], folder: tmpdir(), environment: {}, timeoutSeconds: 5 };
  expect(await runTool(run)).toEqual({ kind: "missing", program: "no-such-program" });
});

/** A parent with a child of its own, which writes its process id down and would live on. */
const FAMILY = `
  const { spawn } = require("node:child_process");
  const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], { stdio: "ignore" });
  require("node:fs").writeFileSync(process.argv[1], String(child.pid));
`;

/** Whether a process runs; one that has ended and is not yet reaped does not. */
function runs(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

describe("ends what the program started", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "run-tool-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    ["when it runs out of time", "setTimeout(() => {}, 60000);", "timed out", 8],
    ["when it exits before its child", "process.exit(0);", "exited", 20],
  ])("%s", async (_when, then, kind, timeoutSeconds) => {
    const file = path.join(folder, "pid");
    const outcome = await node(FAMILY + then, timeoutSeconds, [file]);
    expect(outcome.kind).toBe(kind);
    const pid = Number(readFileSync(file, "utf8"));
    expect(pid).toBeGreaterThan(1);
    // The system takes a moment to end what was killed; a child that lives on does so for a minute.
    for (let tries = 0; tries < 200 && runs(pid); tries++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(runs(pid)).toBe(false);
  });
});

it("interrupts a program once it has printed something, and lets it come to its end", async () => {
  const script = `
    const waiting = setTimeout(() => {}, 60000);
    process.on("SIGINT", () => { console.log("tidied up"); clearTimeout(waiting); process.exitCode = 1; });
    console.log("half");
    setTimeout(() => { console.log("made"); }, 100);
  `;
  const outcome = await runTool({
    program: process.execPath,
    args: ["-e", script],
    folder: tmpdir(),
    environment: process.env,
    timeoutSeconds: 20,
    interruptAt: /^half\nmade$/m,
  });
  expect(outcome).toEqual({ kind: "exited", code: 1, stdout: "half\nmade\ntidied up\n", stderr: "" });
});
