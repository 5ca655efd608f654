import { decideExport, type ExportFacts } from "../../../functions/export/decide";
import type { Snapshot } from "../../../functions/export/snapshot";
import type { ExportTask } from "../../../functions/shared/export-task";

const snapshot: Snapshot = {
  arn: "arn:aws:rds:eu-west-2:123456789012:snapshot:s1",
  name: "s1",
  instance: "db1",
  status: "available",
  createTime: new Date("2024-03-01T00:10:00.500Z"),
  isCopy: false,
  tags: new Map(),
};

function task(id: string, status: string, given: Partial<ExportTask> = {}): ExportTask {
  return {
    id,
    status,
    sourceArn: snapshot.arn,
    snapshotTime: new Date("2024-03-01T00:10:00Z"),
    startTime: undefined,
    endTime: undefined,
    bucket: "b",
    prefix: "",
    exportOnly: [],
    percentProgress: undefined,
    failureCause: undefined,
    warningMessage: undefined,
    ...given,
  };
}

const facts = (given: Partial<ExportFacts>): ExportFacts => ({
  snapshot,
  tasks: [],
  takenIds: [],
  runningTasks: [],
  bucket: "b",
  part: { kind: "actor" },
  queueing: { kind: "fresh" },
  verdict: { kind: "lands" },
  ...given,
});

/** Of an earlier snapshot of the name, by its time; of this one, by when it began. */
const ofFirst = (status: string): ExportTask =>
  task("s1", status, {
    snapshotTime: new Date("2024-02-01T00:00:00Z"),
    startTime: new Date("2024-03-01T00:20:00Z"),
  });

const running = (count: number): string[] => Array.from({ length: count }, (_, at) => `other-${at}`);

const net = (given: { stepsIn?: boolean; mayHaveStarted?: boolean } = {}): Pick<ExportFacts, "part"> => ({
  part: { kind: "safety-net", stepsIn: false, mayHaveStarted: false, ...given },
});

describe("decideExport", () => {
  it.each<[string, Partial<ExportFacts>, object]>([
    ["starts", {}, { kind: "start", taskId: "s1" }],
    ["starts with the last free slot", { runningTasks: running(4) }, { kind: "start" }],
    [
      "refuses a backdated name without a day before it is exported",
      { snapshot: { ...snapshot, arn: snapshot.arn.replace("s1", "sql-to-parquet-2021-02-30-backdated") } },
      { kind: "reject", code: "NO_LANDING_DATE" },
    ],
    ["waits without one", { runningTasks: running(5) }, { kind: "wait", cause: "export-quota" }],
    [
      "waits without one as the net below the finish event, and looks more rarely",
      { runningTasks: running(5), ...net({ stepsIn: true, mayHaveStarted: true }) },
      { kind: "wait", cause: "export-quota-net" },
    ],
    [
      "having waited, leaves a free slot to others first",
      { runningTasks: running(4), queueing: { kind: "queued" } },
      { kind: "wait", cause: "export-turn", slotsTakenBy: running(4) },
    ],
    [
      "takes a slot that has been free during its turn",
      { runningTasks: running(4), queueing: { kind: "turn", slotsTakenBy: running(4) } },
      { kind: "start" },
    ],
    [
      "does not take one that became free during its turn, while its own was taken",
      {
        runningTasks: ["x", "y", "z", "new"],
        queueing: { kind: "turn", slotsTakenBy: ["w", "x", "y", "z"] },
      },
      { kind: "wait", cause: "export-turn", slotsTakenBy: ["x", "y", "z", "new"] },
    ],
    [
      "waits again when its slot was taken",
      { runningTasks: running(5), queueing: { kind: "turn", slotsTakenBy: running(4) } },
      { kind: "wait", cause: "export-quota" },
    ],
    [
      "ignores what a rule keeps from landing",
      { verdict: { kind: "ignored", reason: "pre-deploy" } },
      { kind: "ignore", reason: "pre-deploy" },
    ],
    [
      "goes on with what a rule would keep from landing, once it is exported",
      { verdict: { kind: "ignored", reason: "pre-deploy" }, tasks: [task("x", "COMPLETE")] },
      { kind: "go-on" },
    ],
    [
      "waits while an earlier snapshot of the day is being made",
      { verdict: { kind: "open", reason: "s0 is creating" } },
      { kind: "wait", cause: "snapshot-creating", code: "FIRST_OF_DAY_UNDECIDED" },
    ],
    [
      "goes on with a live task although the quota is full",
      { runningTasks: running(5), tasks: [task("x", "STARTING")] },
      { kind: "go-on" },
    ],
    [
      "goes on with a complete task of a snapshot that was deleted since",
      { snapshot: { ...snapshot, status: "deleting" }, tasks: [task("x", "COMPLETE")] },
      { kind: "go-on" },
    ],
    ["goes on with a task in a state it does not know", { tasks: [task("x", "PAUSED")] }, { kind: "go-on" }],
    [
      "goes on with the task that lives beside failed ones",
      { tasks: [task("s1", "FAILED"), task("s1-r2", "IN_PROGRESS")] },
      { kind: "go-on", task: { id: "s1-r2" } },
    ],
    ["leaves an available snapshot to the finish event", net(), { kind: "wait", cause: "finish-event" }],
    ["steps in when that did not come", net({ stepsIn: true }), { kind: "start", taskId: "s1" }],
    [
      "leaves the copier to the message that started the task",
      { ...net({ stepsIn: true }), tasks: [task("x", "IN_PROGRESS")] },
      { kind: "covered", task: { id: "x" } },
    ],
    ...["FAILED", "CANCELED", "CANCELING"].map((status): [string, Partial<ExportFacts>, object] => [
      `does not begin again, as the net, what is ${status}: the copier tells of it`,
      { ...net({ stepsIn: true }), tasks: [task("s1", status)] },
      { kind: "covered", task: { id: "s1" } },
    ]),
    [
      "lets the copier tell of what the message may have started itself, and failed",
      { ...net({ stepsIn: true, mayHaveStarted: true }), tasks: [task("s1", "FAILED")] },
      { kind: "go-on", task: { id: "s1" } },
    ],
    [
      "tells the copier when the message may have started the task itself",
      { ...net({ stepsIn: true, mayHaveStarted: true }), tasks: [task("x", "IN_PROGRESS")] },
      { kind: "go-on", task: { id: "x" } },
    ],
    [
      "waits for a task being cancelled",
      { tasks: [task("s1", "CANCELING")] },
      { kind: "wait", cause: "export-cancelling" },
    ],
    ["repeats", { tasks: [task("s1", "FAILED")] }, { kind: "start", taskId: "s1-r2" }],
    [
      "repeats twice",
      { tasks: [task("s1", "FAILED"), task("s1-r2", "CANCELED")] },
      { kind: "start", taskId: "s1-r3" },
    ],
    [
      "repeats past identifiers that are taken",
      { tasks: [task("s1", "FAILED")], takenIds: ["s1-r2"] },
      { kind: "start", taskId: expect.stringMatching(/^s1-[0-9a-f]{10}-r2$/) },
    ],
    [
      "takes identifiers that differ in case for the same",
      { takenIds: ["S1"] },
      { kind: "start", taskId: expect.stringMatching(/^s1-[0-9a-f]{10}$/) },
    ],
    [
      "waits for a snapshot that is being made",
      { snapshot: { ...snapshot, status: "creating" } },
      { kind: "wait", cause: "snapshot-creating" },
    ],
    [
      "waits for a creation time",
      { snapshot: { ...snapshot, createTime: undefined } },
      { kind: "wait", cause: "snapshot-creating" },
    ],
    [
      "rejects a failed snapshot",
      { snapshot: { ...snapshot, status: "failed" } },
      { kind: "reject", code: "SNAPSHOT_UNUSABLE" },
    ],
    [
      "does not take an earlier snapshot's task for its own",
      { tasks: [task("s1", "COMPLETE", { snapshotTime: new Date("2023-01-01") })] },
      { kind: "start", taskId: expect.stringMatching(/^s1-[0-9a-f]{10}$/) },
    ],
    [
      "goes on with a task whose time is a little off: a second export would double the rows",
      { tasks: [task("s1", "COMPLETE", { snapshotTime: new Date("2024-03-01T00:10:02Z") })] },
      { kind: "go-on" },
    ],
    [
      "goes on with a task of another time that began after an automated snapshot was taken: no other has its name",
      { snapshot: { ...snapshot, name: "rds:s1" }, tasks: [ofFirst("COMPLETE")] },
      { kind: "go-on" },
    ],
    [
      "goes on with such a task of a copy, whose rows are of another time",
      { snapshot: { ...snapshot, isCopy: true }, tasks: [ofFirst("COMPLETE")] },
      { kind: "go-on" },
    ],
    [
      "goes on with a task of a later time: of that name there is none later",
      { tasks: [{ ...ofFirst("COMPLETE"), snapshotTime: new Date("2024-03-02") }] },
      { kind: "go-on" },
    ],
    [
      "waits for such a task of a manual one, whose first of that name may be what it exports",
      { tasks: [ofFirst("IN_PROGRESS")] },
      { kind: "wait", cause: "snapshot-busy", reason: expect.stringContaining("2024-02-01T00:00:00.000Z") },
    ],
    [
      "and rejects when it is complete",
      { tasks: [ofFirst("COMPLETE")] },
      { kind: "reject", code: "EXPORT_TASK_UNCLEAR" },
    ],
    ["and exports when it has failed", { tasks: [ofFirst("FAILED")] }, { kind: "start" }],
    [
      "leaves one of which such a task is there to the rule that ignores it",
      { tasks: [ofFirst("COMPLETE")], verdict: { kind: "ignored", reason: "tagged" } },
      { kind: "ignore" },
    ],
    [
      "exports one again beside such a task when somebody has exported it besides, in vain: then there is no doubt",
      { tasks: [ofFirst("COMPLETE"), task("by-hand", "FAILED")] },
      { kind: "start", taskId: expect.stringMatching(/-r2$/) },
    ],
    [
      "starts beside a task that began before the snapshot was taken: it exported an earlier one of that name",
      {
        tasks: [
          task("s1", "COMPLETE", { snapshotTime: undefined, startTime: new Date("2024-02-01T00:20:00Z") }),
        ],
      },
      { kind: "start" },
    ],
    [
      "waits for a running task of which RDS gives no time at all",
      { tasks: [task("s1", "STARTING", { snapshotTime: undefined })] },
      { kind: "wait", cause: "snapshot-busy" },
    ],
    [
      "has a person look at a complete task of which RDS gives no time at all",
      { tasks: [task("s1", "COMPLETE", { snapshotTime: undefined })] },
      { kind: "reject", code: "EXPORT_TASK_UNCLEAR" },
    ],
  ])("%s", (_name, given, expected) => {
    expect(decideExport(facts(given))).toMatchObject(expected);
  });

  const nothing = { tasks: undefined, runningTasks: undefined, verdict: undefined } as const;

  it.each<[string, Partial<ExportFacts>, object]>([
    ["the snapshot's export tasks first", nothing, { kind: "ask", about: "tasks" }],
    ["then the rules", { ...nothing, tasks: [] }, { kind: "ask", about: "verdict" }],
    ["the slots last", { runningTasks: undefined }, { kind: "ask", about: "runningTasks" }],
    [
      "the slots before the rules, when the snapshot waits for one",
      { ...nothing, tasks: [], queueing: { kind: "queued" } },
      { kind: "ask", about: "runningTasks" },
    ],
    [
      "no rule while it waits for a slot and there is none",
      { verdict: undefined, runningTasks: running(5), queueing: { kind: "queued" } },
      { kind: "wait", cause: "export-quota" },
    ],
    [
      "the rules when there is one",
      { verdict: undefined, runningTasks: running(4), queueing: { kind: "queued" } },
      { kind: "ask", about: "verdict" },
    ],
    [
      "nothing more about what is exported already",
      { ...nothing, tasks: [task("x", "IN_PROGRESS")] },
      { kind: "go-on" },
    ],
    [
      "the rules about what would be exported again: a tag may have come since",
      { tasks: [task("s1", "FAILED")], verdict: undefined },
      { kind: "ask", about: "verdict" },
    ],
    [
      "nobody about what has failed and can be exported no more: the copier tells of it",
      { tasks: [task("s1", "FAILED")], snapshot: { ...snapshot, status: "deleting" }, verdict: undefined },
      { kind: "go-on", task: { id: "s1" } },
    ],
    [
      "no slot for what a rule keeps from landing",
      { verdict: { kind: "ignored", reason: "pre-deploy" }, runningTasks: undefined },
      { kind: "ignore" },
    ],
    [
      "no slot for what is left to the finish event",
      { ...net(), runningTasks: undefined },
      { kind: "wait", cause: "finish-event" },
    ],
    [
      "of a snapshot that is being made, nothing but the rules",
      { ...nothing, snapshot: { ...snapshot, status: "creating" } },
      { kind: "ask", about: "verdict" },
    ],
    [
      "of a snapshot that is being made and will land, nothing",
      { ...nothing, snapshot: { ...snapshot, status: "creating" }, verdict: { kind: "lands" } },
      { kind: "wait", cause: "snapshot-creating" },
    ],
  ])("asks %s", (_name, given, expected) => {
    expect(decideExport(facts(given))).toMatchObject(expected);
  });
});
