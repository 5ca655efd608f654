import { judge } from "../../../local/start/judge";
import { DEFAULT_RUN_OPTIONS } from "../../../local/start/run-options";
import type { SnapshotResult, TableResult } from "../../../local/start/run-result";

const table: TableResult = {
  table: "repairs.job",
  rowsInSnapshot: 3,
  rowsLanded: 3,
  checksumInSnapshot: "a",
  checksumLanded: "a",
  matches: true,
  problems: [],
  files: 1,
  bytes: 100,
  path: "zone/housing/housing_repairs/repairs.job",
};
const manifest = { path: "exports/m.json", files: 1, bytes: 100, tables: 1, agrees: true, problems: [] };
const workflowRun = { runId: "wr_1", properties: { export_task_id: "t" } };
const snapshot: SnapshotResult = {
  instance: "housing-repairs",
  identifier: "rds:housing-repairs-2026-01-01-00-00",
  arn: "arn",
  exports: [{ identifier: "t", status: "COMPLETE" }],
  workflowRuns: [workflowRun],
  manifest,
  tables: [table],
  unexplained: [],
  unexported: [],
  undocumented: [],
  timeline: [],
};
const good = {
  snapshots: [snapshot],
  deadLetters: [],
  messagesLeft: 0,
  options: DEFAULT_RUN_OPTIONS,
  calls: [],
  unfiredFaults: [],
  standstill: null,
  mayRepeat: false,
};

describe("judge", () => {
  test("finds nothing wrong with a landing that matches, was started once, and left nothing over", () => {
    expect(judge(good)).toEqual([]);
  });

  test.each([
    [
      "a table that differs",
      { tables: [table, { ...table, matches: false, problems: ["1 row is missing"] }] },
      /repairs\.job differs: 1 row is missing$/,
    ],
    ["a file that nobody expected", { unexplained: ["housing/x"] }, /housing\/x belongs to no table/],
    ["a workflow that did not start", { workflowRuns: [], tables: [] }, /has not landed/],
    ["a workflow that started twice", { workflowRuns: [workflowRun, workflowRun] }, /started 2 times/],
    ["a workflow that started without a manifest", { manifest: null }, /there is no manifest of the landing/],
    [
      "a manifest that is of other files",
      { manifest: { ...manifest, agrees: false, problems: ["2 files, where there is 1"] } },
      /the manifest does not hold: 2 files, where there is 1$/,
    ],
    ["no table at all", { tables: [] }, /no table to compare/],
  ])("finds %s", (_what, changes, words) => {
    expect(judge({ ...good, snapshots: [snapshot, { ...snapshot, ...changes }] })).toEqual([
      expect.stringMatching(words),
    ]);
  });

  test("finds messages left over", () => {
    expect(judge({ ...good, messagesLeft: 2 })).toEqual(["2 message(s) left in the queues"]);
  });

  test("counts dead letters by queue and code", () => {
    const letter = { code: "DENIED", reason: "", remedy: "", snapshot: null, exportTask: null, original: "" };
    const denied = { queue: "dead", body: "{}", letter };
    expect(judge({ ...good, deadLetters: [denied, denied, { queue: "dead", body: "?" }] })).toEqual([
      "2 message(s) in dead-letter queue dead: DENIED",
      "1 message(s) in dead-letter queue dead: moved there by SQS after too many receives",
    ]);
  });

  test("takes a repeated start of the workflow where events were doubled: at least once is the promise", () => {
    const repeated = { ...good, snapshots: [{ ...snapshot, workflowRuns: [workflowRun, workflowRun] }] };
    expect(judge({ ...repeated, options: { ...DEFAULT_RUN_OPTIONS, inject: ["duplicate-event"] } })).toEqual(
      [],
    );
  });
});
