import {
  decideReconciliation,
  type ReconciliationFacts,
} from "../../../../functions/export/reconcile/decide-reconciliation";
import { oldestNotLanded } from "../../../../functions/export/reconcile/oldest-not-landed";
import type { Snapshot } from "../../../../functions/export/snapshot";
import type { ExportTask } from "../../../../functions/shared/export-task";
import type { LandingRecord } from "../../../../functions/shared/landing-records";

const NOW = new Date("2024-03-05T12:00:00Z");
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);

function snapshot(name: string, createTime: Date | undefined, given: Partial<Snapshot> = {}): Snapshot {
  return {
    arn: `arn:aws:rds:eu-west-2:123456789012:snapshot:${name}`,
    ...{ name, createTime, instance: "db1", status: "available", isCopy: false, tags: new Map() },
    ...given,
  };
}

function task(id: string, of: Snapshot, status: string, given: Partial<ExportTask> = {}): ExportTask {
  return {
    ...{ id, status, sourceArn: of.arn, snapshotTime: of.createTime },
    ...{ startTime: hoursAgo(20), endTime: hoursAgo(10), bucket: "b", prefix: "", exportOnly: [] },
    ...{ percentProgress: undefined, failureCause: undefined, warningMessage: undefined },
    ...given,
  };
}

function facts(given: Partial<ReconciliationFacts>): ReconciliationFacts {
  return {
    now: NOW,
    since: hoursAgo(7 * 24),
    bucket: "b",
    rules: { landedSnapshots: "all", ignoredTags: {}, ignoredNames: ["*-pre-deploy-*"] },
    ...{ snapshots: [], lost: [], tasks: [], records: new Map(), past: [], openDays: new Map() },
    nameless: new Set<string>(),
    ...given,
  };
}

const records = (id: string, ...kinds: LandingRecord[]) => new Map([[id, new Set(kinds)]]);
const S = snapshot("s", hoursAgo(24));
const failedThrice = ["s", "s-r2", "s-r3"].map((id, at) =>
  task(id, S, "FAILED", { endTime: hoursAgo(10 - at) }),
);

describe("how it stands with a snapshot", () => {
  it.each<[string, Partial<ReconciliationFacts>, object]>([
    [
      "landed, with a manifest, and finished",
      { tasks: [task("s", S, "COMPLETE")], records: records("s", "manifest", "finished") },
      { kind: "landed" },
    ],
    [
      "landed, with a manifest, and a letter that tells why the workflow was not started",
      { tasks: [task("s", S, "COMPLETE")], records: records("s", "manifest", "workflowRejection") },
      { kind: "landed" },
    ],
    [
      "still to be finished, with a manifest, and a letter from before the landing",
      { tasks: [task("s", S, "COMPLETE")], records: records("s", "manifest", "rejection") },
      { kind: "finish" },
    ],
    [
      "landed, with a manifest, and left to its own message for two hours",
      {
        tasks: [task("s", S, "COMPLETE", { endTime: hoursAgo(1.9) })],
        records: records("s", "manifest"),
      },
      { kind: "landed" },
    ],
    [
      "to be finished, with a manifest and nothing that says that its workflow was started",
      {
        tasks: [task("s", S, "COMPLETE", { endTime: hoursAgo(2.1) })],
        records: records("s", "manifest"),
      },
      { kind: "finish", task: { id: "s" } },
    ],
    [
      "landed, though an earlier export failed",
      {
        tasks: [task("s", S, "FAILED"), task("s-r2", S, "COMPLETE")],
        records: records("s-r2", "manifest", "finished"),
      },
      { kind: "landed" },
    ],
    [
      "left as a rule has it that came to mean it since its export failed, once that is told",
      {
        snapshots: [{ ...S, tags: new Map([["Purpose", "PreDeployment"]]) }],
        rules: { landedSnapshots: "all", ignoredTags: { Purpose: "PreDeployment" }, ignoredNames: [] },
        tasks: [task("s", S, "CANCELED")],
        records: records("s", "rejection"),
      },
      { kind: "ignored" },
    ],
    [
      "left as the rule has it, too, after three exports",
      {
        snapshots: [{ ...S, tags: new Map([["Purpose", "PreDeployment"]]) }],
        rules: { landedSnapshots: "all", ignoredTags: { Purpose: "PreDeployment" }, ignoredNames: [] },
        tasks: failedThrice,
        records: records("s-r3", "rejection"),
      },
      { kind: "ignored" },
    ],
    [
      "left as a rule has it, although an export of an earlier one of its name may be its own",
      {
        snapshots: [{ ...S, tags: new Map([["Purpose", "PreDeployment"]]) }],
        rules: { landedSnapshots: "all", ignoredTags: { Purpose: "PreDeployment" }, ignoredNames: [] },
        tasks: [task("s", S, "COMPLETE", { snapshotTime: hoursAgo(48), startTime: hoursAgo(20) })],
      },
      { kind: "ignored" },
    ],
    [
      "given up, untold, when nobody has told of that export",
      {
        snapshots: [{ ...S, tags: new Map([["Purpose", "PreDeployment"]]) }],
        rules: { landedSnapshots: "all", ignoredTags: { Purpose: "PreDeployment" }, ignoredNames: [] },
        tasks: [task("s", S, "CANCELED")],
      },
      { kind: "given-up", isTold: false, failed: { id: "s" } },
    ],
    [
      "in progress while nobody can say whether it is the first of its day, though its export failed",
      {
        rules: { landedSnapshots: "first_of_day", ignoredTags: {}, ignoredNames: [] },
        tasks: [task("s", S, "FAILED")],
        openDays: new Map([["20240304", "a manifest of that day cannot be read"]]),
      },
      { kind: "in-progress", reason: "a manifest of that day cannot be read" },
    ],
    [
      "to be copied from the export that somebody made anew, as the letter about the first says",
      {
        tasks: [task("s", S, "COMPLETE"), task("anew", S, "COMPLETE", { startTime: hoursAgo(5) })],
        records: records("s", "rejection"),
      },
      { kind: "copy-again", task: { id: "anew" } },
    ],
    [
      "in progress while that one runs",
      {
        tasks: [task("s", S, "COMPLETE"), task("anew", S, "IN_PROGRESS", { startTime: hoursAgo(5) })],
        records: records("s", "rejection"),
      },
      { kind: "in-progress", task: { id: "anew" } },
    ],
    [
      "given up, untold, when that one has failed and nobody has told of it",
      {
        tasks: [task("s", S, "COMPLETE"), task("anew", S, "FAILED", { endTime: hoursAgo(3) })],
        records: records("s", "rejection"),
      },
      { kind: "given-up", isTold: false, failed: { id: "anew" } },
    ],
    [
      "given up, told, when both have their letters",
      {
        tasks: [task("s", S, "COMPLETE"), task("anew", S, "COMPLETE")],
        records: new Map([...records("s", "rejection"), ...records("anew", "rejection")]),
      },
      { kind: "given-up", isTold: true },
    ],
    [
      "given up, untold, when its export may be of an earlier one of its name",
      { tasks: [task("s", S, "COMPLETE", { snapshotTime: hoursAgo(48), startTime: hoursAgo(20) })] },
      { kind: "given-up", isTold: false, reason: expect.stringContaining("an earlier one of that name") },
    ],
    ["to be exported, without a task", {}, { kind: "export" }],
    [
      "given up, untold, without a landing date",
      { snapshots: [snapshot("sql-to-parquet-2021-02-30-backdated", hoursAgo(24))] },
      { kind: "given-up", isTold: false },
    ],
    [
      "given up, told by the copier, when one without a landing date was exported nevertheless",
      {
        snapshots: [snapshot("sql-to-parquet-2021-02-30-backdated", hoursAgo(24))],
        tasks: [task("x", snapshot("sql-to-parquet-2021-02-30-backdated", hoursAgo(24)), "COMPLETE")],
      },
      { kind: "given-up", isTold: true },
    ],
    [
      "left to its own message for an hour",
      { snapshots: [snapshot("s", hoursAgo(0.9))] },
      { kind: "in-progress" },
    ],
    ["in progress while it is made", { snapshots: [{ ...S, status: "creating" }] }, { kind: "in-progress" }],
    [
      "in progress while it has no time",
      { snapshots: [snapshot("s", undefined, { status: "creating" })] },
      { kind: "in-progress" },
    ],
    [
      "given up when it failed",
      { snapshots: [{ ...S, status: "failed" }] },
      { kind: "given-up", isTold: false },
    ],
    ...["STARTING", "IN_PROGRESS", "CANCELING", "PAUSED"].map((status): [string, object, object] => [
      `in progress while its export is ${status}`,
      { tasks: [task("s", S, status)] },
      { kind: "in-progress" },
    ]),
    [
      "to be copied again, complete without a manifest",
      { tasks: [task("s", S, "COMPLETE")] },
      { kind: "copy-again" },
    ],
    [
      "left to its own copier message for two hours",
      { tasks: [task("s", S, "COMPLETE", { endTime: hoursAgo(1.9) })] },
      { kind: "in-progress" },
    ],
    [
      "never exported again while one is complete, whatever the others are",
      { tasks: [task("a", S, "FAILED"), task("b", S, "COMPLETE")] },
      { kind: "copy-again", task: { id: "b" } },
    ],
    [
      "copied again by the export that began first",
      { tasks: [task("b", S, "COMPLETE"), task("a", S, "COMPLETE", { startTime: hoursAgo(22) })] },
      { kind: "copy-again", task: { id: "a" } },
    ],
    [
      "given up when the copier has written a letter",
      { tasks: [task("s", S, "COMPLETE")], records: records("s", "rejection") },
      { kind: "given-up", isTold: true },
    ],
    ["exported again after a failure", { tasks: [task("s", S, "FAILED")] }, { kind: "export-again" }],
    [
      "exported again although the copier has told of the failure",
      { tasks: [task("s", S, "CANCELED")], records: records("s", "rejection") },
      { kind: "export-again" },
    ],
    [
      "not exported again at once",
      { tasks: [task("s", S, "FAILED", { endTime: hoursAgo(0.5) })] },
      { kind: "in-progress" },
    ],
    [
      "given up after three exports, with a letter about the last one",
      { tasks: failedThrice, records: records("s-r3", "rejection") },
      { kind: "given-up", isTold: true },
    ],
    [
      "given up after three exports, and to be told, when there is no letter about the last one",
      { tasks: failedThrice, records: records("s", "rejection") },
      { kind: "given-up", isTold: false, failed: { id: "s-r3" } },
    ],
    [
      "left to the message of the last of three exports",
      { tasks: [...failedThrice, task("s-r4", S, "FAILED", { endTime: hoursAgo(1.9) })] },
      { kind: "in-progress" },
    ],
    [
      "to be told, when its only export failed and it is being deleted",
      { snapshots: [{ ...S, status: "deleting" }], tasks: [task("s", S, "FAILED")] },
      { kind: "given-up", isTold: false, failed: { id: "s" } },
    ],
    [
      "to be told, when it is deleted and its only export failed",
      { snapshots: [], lost: [{ ...S, status: "deleted" }], tasks: [task("s", S, "CANCELED")] },
      { kind: "given-up", isTold: false, failed: { id: "s" } },
    ],
    [
      "not mistaken for an earlier one of its name",
      { tasks: [task("s", S, "COMPLETE", { snapshotTime: hoursAgo(90), startTime: hoursAgo(89) })] },
      { kind: "export" },
    ],
    [
      "not served by a partial export",
      { tasks: [task("s", S, "COMPLETE", { exportOnly: ["db.schema.table"] })] },
      { kind: "export" },
    ],
    [
      "a person's when a complete export names no time",
      { tasks: [task("s", S, "COMPLETE", { snapshotTime: undefined, startTime: undefined })] },
      { kind: "given-up", isTold: false },
    ],
    ["ignored by its name", { snapshots: [snapshot("db-pre-deploy-1", hoursAgo(24))] }, { kind: "ignored" }],
  ])("%s", (_name, given, expected) => {
    const [judged] = decideReconciliation(facts({ snapshots: [S], ...given }));
    expect(judged?.state).toMatchObject(expected);
  });

  it("is nobody's concern once it is lost and told of", () => {
    const lost = [{ ...S, status: "deleted" }];
    const given = { lost, tasks: [task("s", S, "FAILED")], records: records("s", "rejection") };
    expect(decideReconciliation(facts(given))).toEqual([]);
  });

  it("is nobody's concern before the window, or of a copy", () => {
    const old = snapshot("old", hoursAgo(8 * 24));
    const copy = snapshot("copy", hoursAgo(24), { isCopy: true });
    expect(decideReconciliation(facts({ snapshots: [old, copy] }))).toEqual([]);
  });

  it("is told oldest first, and those without a time last", () => {
    const all = [
      snapshot("undated", undefined, { status: "creating" }),
      snapshot("b", hoursAgo(2)),
      snapshot("a", hoursAgo(3)),
    ];
    const names = decideReconciliation(facts({ snapshots: all })).map((judged) => judged.snapshot.name);
    expect(names).toEqual(["a", "b", "undated"]);
  });
});

describe("the first of each day", () => {
  const rules = { landedSnapshots: "first_of_day", ignoredTags: {}, ignoredNames: [] } as const;
  const early = snapshot("early", new Date("2024-03-04T01:00:00Z"));
  const late = snapshot("late", new Date("2024-03-04T13:00:00Z"));
  const states = (given: Partial<ReconciliationFacts>): object =>
    Object.fromEntries(
      decideReconciliation(facts({ rules, ...given })).map((judged) => [
        judged.snapshot.name,
        judged.state.kind,
      ]),
    );

  it("counts those before the window too", () => {
    expect(states({ snapshots: [late, early], since: new Date("2024-03-04T12:00:00Z") })).toEqual({
      late: "ignored",
    });
  });

  it("counts instances apart", () => {
    const other = { ...late, instance: "db2" };
    expect(states({ snapshots: [early, other] })).toEqual({ early: "export", late: "export" });
  });

  it("goes on with what is exported already", () => {
    const tasks = [task("late", late, "COMPLETE")];
    expect(states({ snapshots: [early, late], tasks })).toEqual({ early: "export", late: "copy-again" });
  });

  it("does not count a deleted one whose export failed", () => {
    const lost = [{ ...early, status: "deleted" }];
    expect(states({ snapshots: [late], lost, tasks: [task("early", early, "FAILED")] })).toEqual({
      early: "given-up",
      late: "export",
    });
  });

  it("counts a deleted one that has landed", () => {
    const past = [
      {
        ...{ name: "gone", snapshotArn: "arn:gone", createTime: new Date("2024-03-04T00:10:00Z") },
        ...{ instance: "db1", backdated: false, importDate: "20240304" },
      },
    ];
    expect(states({ snapshots: [early], past })).toEqual({ early: "ignored" });
    expect(states({ snapshots: [{ ...early, instance: "db2" }], past })).toEqual({ early: "export" });
  });
});

describe("a day whose past is not known whole", () => {
  const rules = { landedSnapshots: "first_of_day", ignoredTags: {}, ignoredNames: ["x-*"] } as const;
  const open = snapshot("open", new Date("2024-03-04T01:00:00Z"));

  it("stays open, for whoever might be its first, and no other day does", () => {
    const snapshots = [
      open,
      snapshot("second", new Date("2024-03-04T02:00:00Z")),
      snapshot("x-1", new Date("2024-03-04T03:00:00Z")),
      snapshot("sql-to-parquet-2024-03-04-backdated", new Date("2024-03-04T04:00:00Z")),
      snapshot("next-day", new Date("2024-03-05T01:00:00Z")),
    ];
    const openDays = new Map([["20240304", "its manifest cannot be read"]]);
    const judged = decideReconciliation(facts({ rules, snapshots, openDays }));
    expect(judged.map(({ state }) => state.kind)).toEqual([
      "in-progress",
      "ignored",
      "ignored",
      "export",
      "export",
    ]);
    expect(judged[0]?.state).toMatchObject({ reason: "its manifest cannot be read" });
  });
});

describe("many snapshots", () => {
  it("are decided about in the time of a sort: 10,000 of one instance, with a task each", () => {
    const snapshots = Array.from({ length: 10_000 }, (_, at) =>
      snapshot(`s${at}`, new Date(NOW.getTime() - at * 10_000)),
    );
    const tasks = snapshots.map((each) => task(each.name, each, "COMPLETE"));
    const rules = { landedSnapshots: "first_of_day", ignoredTags: {}, ignoredNames: [] } as const;
    expect(decideReconciliation(facts({ snapshots, tasks, rules })).length).toBe(10_000);
  });
});

describe("the age of the oldest that has not landed", () => {
  it("is 0 where nothing is missing, for each listed instance, and leaves out what is ignored", () => {
    const judged = [
      { snapshot: snapshot("landed", hoursAgo(9)), state: { kind: "landed" } as const },
      { snapshot: snapshot("ignored", hoursAgo(9)), state: { kind: "ignored", reason: "" } as const },
      {
        snapshot: snapshot("a", hoursAgo(2), { instance: "db2" }),
        state: { kind: "export", reason: "" } as const,
      },
      {
        snapshot: snapshot("b", hoursAgo(3), { instance: "db2" }),
        state: { kind: "in-progress", reason: "" } as const,
      },
    ];
    const { metrics, instanceMetrics } = oldestNotLanded(judged, ["db1", "DB2", "db3"], NOW);
    expect(metrics).toEqual({ oldestSnapshotNotLanded: 10_800 });
    expect(Object.fromEntries(instanceMetrics)).toEqual({
      db1: { oldestSnapshotNotLanded: 0 },
      db2: { oldestSnapshotNotLanded: 10_800 },
      db3: { oldestSnapshotNotLanded: 0 },
    });
    expect(oldestNotLanded([], [], NOW).metrics).toEqual({ oldestSnapshotNotLanded: 0 });
  });
});
