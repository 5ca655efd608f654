import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { STRAY_FILE } from "../../local/faults/meddle";
import { jsonRun, PATIENCE_SECONDS, startLocalRun } from "../support/local-run-process";

jest.setTimeout((PATIENCE_SECONDS + 60) * 1000);

const SMALL = ["--rows", "500", "--speed", "600"];

describe("what somebody is told", () => {
  test("a table that RDS skipped: the copier counts it, the comparison names it, the rest has landed", async () => {
    const { exitCode, result } = await jsonRun(...SMALL, "--break", "skipped-tables");
    expect(exitCode).toBe(1);
    expect(result.problems).toEqual([expect.stringContaining("repairs.request differs: no file landed")]);
    expect(result.snapshots).toMatchObject([
      { exports: [{ status: "COMPLETE" }], workflowRuns: [expect.anything()] },
    ]);
    const landed = result.decisions.find(({ line }) => line["decision"] === "landed");
    expect(landed?.line).toMatchObject({ skippedTables: 1 });
  });

  test("an export that somebody cancelled", async () => {
    const { exitCode, result } = await jsonRun(...SMALL, "--break", "cancel");
    expect(exitCode).toBe(1);
    expect(result.snapshots[0]?.workflowRuns).toEqual([]);
    expect(result.snapshots[0]?.exports[0]).toMatchObject({ status: "CANCELED" });
    expect(result.deadLetters.length).toBeGreaterThan(0);
    for (const { letter } of result.deadLetters)
      expect(letter).toMatchObject({
        code: "EXPORT_CANCELED",
        remedy: expect.stringContaining(result.snapshots[0]?.arn ?? ""),
      });
  });

  test.each([
    ["lost-files", "EXPORT_IS_EMPTY", ""],
    ["lost-table", "TABLE_MISSING", "repairs.request"],
    ["lost-copies", "LANDING_INCOMPLETE", "repairs.request"],
    ["stray-file", "UNKNOWN_FILES_IN_ZONE", STRAY_FILE],
  ])("%s: a letter %s, and no workflow", async (plan, code, named) => {
    const { exitCode, result } = await jsonRun(...SMALL, "--break", plan);
    expect(exitCode).toBe(1);
    expect(result.unfiredFaults).toEqual([]);
    expect(result.snapshots.map(({ workflowRuns }) => workflowRuns)).toEqual([[]]);
    expect(result.deadLetters.length).toBeGreaterThan(0);
    for (const { letter } of result.deadLetters)
      expect(letter).toMatchObject({ code, reason: expect.stringContaining(named) });
  });

  test("an export that hangs: the run ends, and says for what it does not wait", async () => {
    const { exitCode, result } = await jsonRun(...SMALL, "--break", "hang");
    expect(exitCode).toBe(1);
    expect(result.problems).toContainEqual(
      expect.stringMatching(/at 99 % for more than 30 minutes.*EXPORT_STILL_RUNNING after 7 days/),
    );
    expect(result.snapshots[0]?.exports).toMatchObject([{ status: "IN_PROGRESS" }]);
    // The message that waits for it is still there.
    expect(result.messagesLeft).toBeGreaterThan(0);
  });
});

describe("a plan of one's own", () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), "fault-plan-"));
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  test("may be a file and words; a fault that met nothing fails the run, though everything landed", async () => {
    const file = path.join(directory, "plan.json");
    const faults = [{ operation: "sqs:SendMessage", times: 1, effect: { kind: "doubled" } }];
    writeFileSync(file, JSON.stringify({ version: 1, faults }));
    const unmet = "s3:CopyObject[*/no.such.table/*]=AccessDenied";
    const { exitCode, result } = await jsonRun(...SMALL, "--faults", file, unmet);
    expect(exitCode).toBe(1);
    expect(result.unfiredFaults).toEqual([expect.stringContaining("no.such.table")]);
    expect(result.problems).toEqual([expect.stringContaining("no.such.table")]);
    expect(result.snapshots[0]?.tables.every(({ matches }) => matches)).toBe(true);
  });

  test("is refused with every problem at once, before anything is started", async () => {
    const file = path.join(directory, "wrong.json");
    writeFileSync(file, JSON.stringify({ version: 1, faults: [{ operation: "s3:CopyObjects" }] }));
    const run = startLocalRun("--json", "--faults", file, "rds:export=slow:3");
    expect(await run.ended).toBe(2);
    expect(run.out.stdout).toBe("");
    expect(run.out.stderr).toContain("wrong.json: faults[0].effect: ");
    expect(run.out.stderr).toContain("rds:export=slow:3: effect: slow happens to calls");
  });
});
