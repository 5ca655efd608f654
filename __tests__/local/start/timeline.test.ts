import type { ExportTask, Snapshot } from "../../../local/aws/rds/model";
import type { Decision } from "../../../local/start/function-log";
import { History } from "../../../local/start/timeline";

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 0, minute));
const snapshot = { key: "k", arn: "arn:snapshot", identifier: "s" } as Snapshot;
const task = { identifier: "t", sourceArn: "arn:snapshot" } as ExportTask;

function decision(minute: number, message: string, words: Partial<Decision> = {}, level = "INFO"): Decision {
  return {
    functionName: "copier",
    decision: "landed",
    reason: "20 files",
    nextStep: "",
    snapshot: "arn:snapshot",
    exportTask: "t",
    line: { timestamp: at(minute).toISOString(), messageId: message, level },
    ...words,
  };
}

function history(): { history: History; set: (minute: number) => void } {
  let now = at(0);
  return {
    history: new History(() => now),
    set: (minute) => {
      now = at(minute);
    },
  };
}

const none = { tasks: [], decisions: [], runs: [], copierFunction: "copier" };

describe("History", () => {
  test("shows a status from its beginning to the next, whatever happens in between", () => {
    const { history: past, set } = history();
    past.snapshotChanged({ ...snapshot, status: "creating", percentProgress: 0 });
    set(1);
    past.snapshotChanged({ ...snapshot, status: "creating", percentProgress: 50 });
    set(3);
    past.snapshotChanged({ ...snapshot, status: "available" });
    past.taskChanged({ ...task, status: "STARTING" });
    set(5);
    past.taskChanged({ ...task, status: "IN_PROGRESS" });
    set(9);
    past.taskChanged({ ...task, status: "FAILED" });
    expect(past.timelineOf(snapshot, { ...none, tasks: [task] })).toEqual([
      {
        lane: "snapshot",
        kind: "work",
        label: "creating",
        from: at(0).toISOString(),
        to: at(3).toISOString(),
      },
      { lane: "export", kind: "work", label: "STARTING", from: at(3).toISOString(), to: at(5).toISOString() },
      {
        lane: "export",
        kind: "failed",
        label: "IN_PROGRESS, then FAILED",
        from: at(5).toISOString(),
        to: at(9).toISOString(),
      },
    ]);
  });

  test("ends what is not over with the present", () => {
    const { history: past, set } = history();
    past.taskChanged({ ...task, status: "STARTING" });
    set(7);
    expect(past.timelineOf(snapshot, { ...none, tasks: [task] })).toMatchObject([
      { label: "STARTING", to: at(7).toISOString() },
    ]);
  });

  test("shows each decision as work since its message came, and a wait until the next message", () => {
    const { history: past, set } = history();
    set(2);
    past.eventReceived({ Records: [{ messageId: "a" }] } as Parameters<History["eventReceived"]>[0]);
    set(8);
    past.eventReceived({ Records: [{ messageId: "b" }] } as Parameters<History["eventReceived"]>[0]);
    const spans = past.timelineOf(snapshot, {
      ...none,
      decisions: [
        decision(3, "a", { decision: "wait", reason: "STARTING" }),
        decision(9, "b"),
        decision(9, "c", { snapshot: "arn:another" }),
        decision(10, "d", { functionName: "export", decision: "dead-letter", reason: "no" }, "ERROR"),
      ],
    });
    expect(spans.map(({ lane, kind, label, from, to }) => [lane, kind, label, from, to])).toEqual([
      ["copier function", "work", "wait: STARTING", at(2).toISOString(), at(3).toISOString()],
      ["copier function", "wait", "wait: STARTING", at(3).toISOString(), at(8).toISOString()],
      ["copier function", "work", "landed: 20 files", at(8).toISOString(), at(9).toISOString()],
      ["export function", "failed", "dead-letter: no", at(10).toISOString(), at(10).toISOString()],
    ]);
  });

  test("shows the workflow's runs", () => {
    const run = { workflow: "w", runId: "wr_1234567890", properties: {}, startedOn: at(4) };
    const spans = history().history.timelineOf(snapshot, {
      ...none,
      runs: [{ ...run, status: "COMPLETED", completedOn: at(5) }],
    });
    expect(spans).toEqual([
      {
        lane: "workflow",
        kind: "work",
        label: "run wr_123456… COMPLETED",
        from: at(4).toISOString(),
        to: at(5).toISOString(),
      },
    ]);
  });
});
