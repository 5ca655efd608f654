import { decideFinish, type FinishFacts } from "../../../functions/copier/finish-event";
import type { ExportTask } from "../../../functions/shared/export-task";

const SNAPSHOT = "arn:aws:rds:eu-west-2:123456789012:snapshot:rds:db1-2024-03-01-00-10";
const TIME = new Date("2024-03-01T00:12:00Z");

function task(id: string, given: Partial<ExportTask> = {}): ExportTask {
  return {
    id,
    sourceArn: SNAPSHOT,
    snapshotTime: TIME,
    startTime: new Date("2024-03-01T01:00:00Z"),
    endTime: new Date("2024-03-01T02:00:00Z"),
    bucket: "export-bucket",
    prefix: "",
    exportOnly: [],
    status: "COMPLETE",
    percentProgress: 100,
    failureCause: undefined,
    warningMessage: undefined,
    ...given,
  };
}

function decide(tasks: readonly ExportTask[], given: Partial<FinishFacts> = {}): readonly string[] {
  const decision = decideFinish({
    snapshotArn: SNAPSHOT,
    exportBucket: "export-bucket",
    tasks,
    landed: new Set(),
    told: new Set(),
    ...given,
  });
  return decision.kind === "handle" ? decision.tasks.map(({ id }) => id) : [];
}

const at = (hour: number): Date => new Date(Date.UTC(2024, 2, 1, hour));

describe("an event of an ended export", () => {
  it("lands the export that is complete", () => {
    expect(decide([task("a")])).toEqual(["a"]);
  });

  it("tells of every export that ended in vain, whichever of them it was sent for", () => {
    const ended = [task("a", { status: "FAILED" }), task("b", { status: "CANCELED" })];
    expect(decide([...ended, task("c")])).toEqual(["c", "a", "b"]);
  });

  it("does not tell again what has been told", () => {
    const tasks = [task("a", { status: "FAILED" }), task("b")];
    expect(decide(tasks, { told: new Set(["a", "b"]) })).toEqual([]);
  });

  it("leaves exports that still run to the messages that wait for them", () => {
    for (const status of ["STARTING", "IN_PROGRESS", "CANCELING", "OF A LATER YEAR"])
      expect(decide([task("a", { status })])).toEqual([]);
  });

  it.each([
    ["another bucket", { bucket: "elsewhere" }],
    ["a prefix of its own", { prefix: "mine" }],
    ["a part of the database", { exportOnly: ["academy"] }],
  ])("leaves an export into %s alone", (_name, given) => {
    expect(decide([task("a", given)])).toEqual([]);
    expect(decide([])).toEqual([]);
  });

  it("lands one of several exports of a snapshot: the first that was started", () => {
    const tasks = [task("a", { startTime: at(3) }), task("b", { startTime: at(2) }), task("c")];
    expect(decide(tasks)).toEqual(["c"]);
    expect(decide([...tasks].reverse())).toEqual(["c"]);
    expect(decide([task("x", { startTime: undefined }), task("y")])).toEqual(["y"]);
  });

  it("lands none beside the one that has landed", () => {
    const tasks = [task("a", { startTime: at(1) }), task("b", { startTime: at(2) })];
    expect(decide(tasks, { landed: new Set(["b"]) })).toEqual(["b"]);
  });

  it("lands the next one in place of one that has come to a letter: somebody has made it anew", () => {
    const tasks = [task("a", { startTime: at(1) }), task("b", { startTime: at(2) })];
    expect(decide(tasks, { told: new Set(["a"]) })).toEqual(["b"]);
    expect(decide(tasks, { told: new Set(["a", "b"]) })).toEqual([]);
  });

  it("lands none beside one that has landed after a letter", () => {
    const tasks = [task("a", { startTime: at(1) }), task("b", { startTime: at(2) })];
    expect(decide(tasks, { told: new Set(["a"]), landed: new Set(["a"]) })).toEqual([]);
  });

  it("lands both of two snapshots that had one name after the other", () => {
    const tasks = [task("a"), task("b", { snapshotTime: at(5), startTime: at(6) })];
    expect(decide(tasks)).toEqual(["a", "b"]);
  });

  it("says why it does nothing", () => {
    const facts = { snapshotArn: SNAPSHOT, exportBucket: "export-bucket", landed: new Set<string>() };
    expect(decideFinish({ ...facts, tasks: [], told: new Set() })).toMatchObject({
      reason: expect.stringMatching(/export-bucket/),
    });
    const tasks = [task("a", { status: "FAILED" }), task("b", { status: "STARTING" })];
    expect(decideFinish({ ...facts, tasks, told: new Set(["a"]) })).toMatchObject({
      reason: expect.stringMatching(/a FAILED \(told before\), b STARTING/),
    });
  });
});
