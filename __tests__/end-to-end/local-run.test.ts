import { connect } from "node:net";
import type { RunResult } from "../../local/start/run-result";
import {
  descendants,
  isRunning,
  jsonRun,
  PATIENCE_SECONDS,
  startLocalRun,
  startLocalRunWith,
  temporaryFoldersOf,
} from "../support/local-run-process";

jest.setTimeout((PATIENCE_SECONDS + 60) * 1000);

const SMALL = ["--rows", "500", "--speed", "200"];
const decisions = (result: RunResult): string[] =>
  result.decisions.map(({ line }) => String(line["decision"]));

describe("npm start", () => {
  test("lands every table of every snapshot and starts the workflow once for each", async () => {
    const { exitCode, result } = await jsonRun(...SMALL, "--instances", "2");
    expect(result.problems).toEqual([]);
    expect(exitCode).toBe(0);
    expect(result).toMatchObject({
      kind: "db-snapshot-to-s3/local-run",
      version: 1,
      ok: true,
      directory: null,
    });
    expect(result.snapshots.map(({ instance }) => instance)).toEqual(["housing-repairs", "housing-rents"]);
    for (const { tables, workflowRuns, exports } of result.snapshots) {
      expect(tables.length).toBeGreaterThanOrEqual(12);
      const largest = tables.find(({ table }) => table === "metering.reading");
      expect(largest).toMatchObject({ rowsInSnapshot: 500, rowsLanded: 500, matches: true });
      expect(tables.some(({ rowsInSnapshot, rowsLanded }) => rowsInSnapshot === 0 && rowsLanded === 0)).toBe(
        true,
      );
      // One more was written after the snapshot.
      expect(tables.find(({ table }) => table === "repairs.trade")).toMatchObject({ rowsLanded: 5 });
      expect(exports).toEqual([{ identifier: expect.stringMatching(/^rds-/), status: "COMPLETE" }]);
      expect(workflowRuns).toHaveLength(1);
      expect(workflowRuns[0]?.properties).toEqual({
        export_task_id: exports[0]?.identifier,
        import_date: expect.stringMatching(/^\d{8}$/),
      });
    }
  });

  test("says why a failed export failed, and starts no workflow", async () => {
    const { exitCode, result } = await jsonRun(...SMALL, "--break", "export");
    expect(exitCode).toBe(1);
    expect(result.snapshots).toMatchObject([
      {
        exports: [{ status: "FAILED", failureCause: expect.stringContaining("KMS key check failed") }],
        workflowRuns: [],
      },
    ]);
    expect(result.deadLetters.length).toBeGreaterThan(0);
    for (const dead of result.deadLetters)
      expect(dead).toMatchObject({
        queue: expect.stringContaining("copier"),
        letter: {
          reason: expect.stringContaining("KMS key check failed"),
          remedy: expect.stringMatching(/\w/),
          snapshot: result.snapshots[0]?.arn,
          exportTask: result.snapshots[0]?.exports[0]?.identifier,
        },
      });
    expect(result.messagesLeft).toBe(0);
  });

  test("says what the landing zone refused, and starts no workflow on incomplete data", async () => {
    const { exitCode, result } = await jsonRun(...SMALL, "--break", "copy");
    expect(exitCode).toBe(1);
    expect(result.snapshots).toMatchObject([{ exports: [{ status: "COMPLETE" }], workflowRuns: [] }]);
    expect(result.deadLetters.length).toBeGreaterThan(0);
    for (const { letter } of result.deadLetters) {
      expect(letter?.reason).toMatch(/repairs\.request.*AccessDenied/);
      expect(letter?.remedy).toContain("s3:PutObject");
    }
    // What may heal was repeated, what may not was not: one refusal for each message that ended as a letter.
    const byError = [...result.failedCalls].sort((one, other) => one.error.localeCompare(other.error));
    expect(byError).toEqual([
      expect.objectContaining({
        operation: "s3:CopyObject",
        error: "AccessDenied",
        times: result.deadLetters.length,
      }),
      expect.objectContaining({ operation: "s3:CopyObject", error: "SlowDown", times: 3 }),
    ]);
    expect(result.messagesLeft).toBe(0);
  });

  test("waits while the account's export slots are taken, then lands", async () => {
    const { exitCode, result } = await jsonRun(...SMALL, "--break", "quota");
    expect(result.problems).toEqual([]);
    expect(exitCode).toBe(0);
    expect(decisions(result)).toContain("wait");
    expect(result.decisions.map(({ line }) => line["reason"])).toContainEqual(
      expect.stringMatching(/^5 export tasks run/),
    );
  });

  test("lands once in spite of doubled events, and buries a poison message with its words", async () => {
    const { exitCode, result } = await jsonRun(...SMALL, "--inject", "duplicate-event", "poison-message");
    expect(exitCode).toBe(1);
    expect(result.snapshots[0]?.exports).toHaveLength(1);
    // At least once: two messages that end in the same moment may each start it, and say for which export.
    const runs = result.snapshots[0]?.workflowRuns ?? [];
    expect(runs.length).toBeGreaterThanOrEqual(1);
    expect(new Set(runs.map(({ properties }) => properties["export_task_id"])).size).toBe(1);
    expect(result.snapshots[0]?.tables.every(({ matches }) => matches)).toBe(true);
    expect(result.deadLetters).toMatchObject([
      { letter: { original: '{"Type":"Notification","Message":"{\\"Source ID\\":\\"housing-rep' } },
    ]);
    expect(result.problems).toEqual([expect.stringContaining("1 message(s) in dead-letter queue")]);
    // The first delivery, its double at once, and one more after the landing: three of the finished backup.
    const ofTheBackup = result.decisions.filter(({ line }) => line["snapshot"] === result.snapshots[0]?.arn);
    expect(ofTheBackup.length).toBeGreaterThanOrEqual(3);
  });
});

describe("npm start", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("leaves nothing behind after %s", async (signal) => {
    const run = startLocalRun("--json", ...SMALL);
    const pid = run.child.pid!;
    while (!run.out.stderr.includes("Export to Parquet")) {
      if (run.child.exitCode !== null) throw new Error(run.out.stderr);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const port = Number(/http:\/\/127\.0\.0\.1:(\d+)/.exec(run.out.stderr)?.[1]);
    const children = descendants(pid);
    expect(children.length).toBeGreaterThan(3);
    expect(temporaryFoldersOf(pid).length).toBeGreaterThan(0);
    run.child.kill(signal);
    expect(await run.ended).toBe(signal === "SIGINT" ? 130 : 143);
    expect(run.out.stderr).toContain(`Ended by ${signal}.`);
    expect(run.out.stdout).toBe("");
    expect(children.filter(isRunning)).toEqual([]);
    expect(temporaryFoldersOf(pid)).toEqual([]);
    await expect(connectTo(port)).rejects.toThrow("ECONNREFUSED");
  });

  test("gives up in time, and says what it was at", async () => {
    const run = startLocalRun("--json", "--rows", "500", "--speed", "1", "--timeout", "5");
    expect(await run.ended).toBe(1);
    expect(run.out.stderr).toContain("Gave up after 5 s; it was at: ");
  });

  test.each([[[]], [["--json"]]])("ends at once with one line when there is no TMPDIR (%j)", async (argv) => {
    const run = startLocalRunWith({ TMPDIR: "/nonexistent", TMP: "/nonexistent" }, ...argv);
    expect(await run.ended).toBe(1);
    expect(run.out.stdout).toBe("");
    expect(run.out.stderr).toMatch(/^TMPDIR \/nonexistent is not a folder that can be written: ENOENT.*\n$/);
  });

  test("says where options belong that npm has kept to itself", async () => {
    const run = startLocalRunWith({ npm_config_keep: "true" }, "--rows", "500");
    expect(await run.ended).toBe(2);
    expect(run.out).toEqual({ stdout: "", stderr: "options go after --: npm start -- --keep\n" });
  });

  test.each([
    [["--instances", "0"], "'0' is invalid"],
    [["--break", "nonsense"], "'nonsense' is invalid"],
    [["--unknown"], "unknown option '--unknown'"],
  ])("refuses %j with one line and exit code 2", async (argv, words) => {
    const run = startLocalRun(...argv);
    expect(await run.ended).toBe(2);
    expect(run.out.stdout).toBe("");
    expect(run.out.stderr).toContain(words);
    expect(run.out.stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});

function connectTo(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve();
    });
    socket.once("error", reject);
  });
}
