import { INVARIANTS, violationsOf } from "../../simulation/invariants/all";
import { fateOf, hindrancesOf } from "../../simulation/invariants/fates";
import { fits } from "../../simulation/invariants/ignoring-rules";
import { runFacts } from "../../simulation/invariants/run-facts";
import type { Fault, Plan } from "../../simulation/plan/plan";
import type { History, LetterHistory } from "../../simulation/world/history";
import {
  ARN,
  broken,
  counting,
  KEY,
  landed,
  letter,
  lost,
  manifest,
  met,
  plan,
  TARGET,
} from "./support/histories";

const [run] = landed.workflowRuns;

describe("invariants of the simulation", () => {
  it("hold for a landing as it should be", () => {
    expect(violationsOf(plan(), counting(landed))).toEqual([]);
    expect(new Set(INVARIANTS.map(({ name }) => name)).size).toBe(INVARIANTS.length);
  });

  const second = { ...landed.exports[0], taskId: "rds-c1-a-r2" } as History["exports"][number];
  const cases: readonly (readonly [string, History, string, Plan?])[] = [
    ["a snapshot is missing", lost, "every snapshot ends"],
    [
      "a letter has no fault behind it",
      { ...lost, letters: [letter("EXPORT_FAILED")] },
      "letters are explained",
    ],
    ["a file is missing", { ...landed, zone: new Map() }, "landing equals export"],
    [
      "a file is cut",
      { ...landed, zone: new Map([[TARGET, { bytes: 6, writtenAt: 250, source: `export-bucket/${KEY}` }]]) },
      "landing equals export",
    ],
    [
      "a file of another export lies there",
      {
        ...landed,
        zone: new Map([
          [TARGET, { bytes: 7, writtenAt: 250, source: "export-bucket/other/app/public.users/1/x.parquet" }],
        ]),
      },
      "landing equals export",
    ],
    [
      "a manifest counts wrongly",
      { ...landed, manifests: [{ ...manifest, files: 2 }] },
      "manifest tells the truth",
    ],
    [
      "a manifest lacks a table",
      { ...landed, manifests: [{ ...manifest, tables: [] }] },
      "manifest tells the truth",
    ],
    ["no workflow was started", { ...landed, workflowRuns: [] }, "workflow follows landing"],
    [
      "only a letter from before the landing names a workflow that never starts",
      { ...landed, workflowRuns: [], letters: [{ ...letter("EXPORT_FAILED"), at: 200 }] },
      "workflow follows landing",
    ],
    [
      "the manifest says that the files came from elsewhere",
      { ...landed, manifests: [{ ...manifest, export: { bucket: "export-bucket", prefix: "elsewhere/" } }] },
      "manifest tells the truth",
    ],
    [
      "the manifest says that it was verified long before",
      { ...landed, manifests: [{ ...manifest, verifiedAt: "1970-01-01T00:00:00.000Z" }] },
      "manifest tells the truth",
    ],
    [
      "a workflow was started on half the data",
      { ...landed, workflowRuns: run === undefined ? [] : [{ ...run, complete: false }] },
      "workflow follows landing",
    ],
    [
      "a workflow was started twice without a crash",
      { ...landed, workflowRuns: [...landed.workflowRuns, ...landed.workflowRuns] },
      "workflow follows landing",
    ],
    [
      "a workflow was started, and none is set",
      landed,
      "workflow follows landing",
      plan([], { workflow: false }),
    ],
    [
      "two exports of a snapshot landed",
      {
        ...landed,
        exports: [...landed.exports, second],
        zone: new Map([
          ...landed.zone,
          ["housing/y", { bytes: 7, writtenAt: 250, source: "export-bucket/rds-c1-a-r2/app/t/1/y.parquet" }],
        ]),
      },
      "rows land once",
    ],
    [
      "a file landed under another day",
      {
        ...landed,
        zone: new Map([
          ...landed.zone,
          ["housing/y", { bytes: 7, writtenAt: 250, source: `export-bucket/${KEY}` }],
        ]),
      },
      "one date, own keys",
    ],
    [
      "somebody's file is in the zone",
      {
        ...landed,
        zone: new Map([...landed.zone, ["housing/y", { bytes: 7, writtenAt: 250, source: undefined }]]),
      },
      "one date, own keys",
    ],
    [
      "a snapshot is left out by no rule",
      { ...landed, ignored: [{ snapshotArn: ARN, reason: "so" }] },
      "ignored by rule only",
    ],
    [
      "a message vanished",
      { ...landed, messages: { ...landed.messages, deleted: 8 } },
      "messages are conserved",
    ],
    ["six exports ran", { ...landed, mostExportsAtOnce: 6 }, "five exports at most"],
    [
      "a landing took a quarter of an hour",
      { ...landed, manifests: [{ ...manifest, writtenAt: 1100 }] },
      "ends promptly",
    ],
    [
      "a workflow started half an hour late",
      { ...landed, workflowRuns: run === undefined ? [] : [{ ...run, startedAt: 2100 }] },
      "ends promptly",
    ],
    [
      "a manifest tells of a skipped table twice",
      { ...landed, manifests: [{ ...manifest, skippedTables: ["app.public.x", "app.public.x"] }] },
      "manifest tells the truth",
    ],
    [
      "an export has a manifest, and nothing but a table that was skipped",
      {
        ...landed,
        zone: new Map(),
        exports: landed.exports.map((each) => ({ ...each, files: new Map() })),
        manifests: [{ ...manifest, files: 0, bytes: 0, tables: [], skippedTables: ["app.public.users"] }],
      },
      "manifest tells the truth",
    ],
    [
      "a warning of RDS's is in no manifest",
      { ...landed, manifests: [{ ...manifest, warnings: [] }] },
      "manifest tells the truth",
    ],
    ["a landing took a day", { ...landed, manifests: [{ ...manifest, writtenAt: 86_400 }] }, "waits end"],
    [
      "one cause is told twice",
      { ...lost, letters: [letter("EXPORT_FAILED"), { ...letter("EXPORT_FAILED"), at: 1400 }] },
      "told once",
    ],
    ["it never gets quiet", { ...landed, quiet: false }, "reaches quiet"],
  ];
  it.each(cases.map(([when, history, invariant, of = plan()]) => ({ when, history, invariant, of })))(
    "tell when $when",
    ({ history, invariant, of }) => {
      expect(broken(history, of)).toContain(invariant);
    },
  );

  it("let a letter be the end where a fault cannot heal, and only of what it hit", () => {
    const fault: Fault = { kind: "foreign-file", snapshot: 0, table: 0 };
    const code = "UNKNOWN_FILES_IN_ZONE";
    const named = letter(code, "public.users holds z.parquet");
    expect(broken({ ...lost, ...met(fault), letters: [named] }, plan([fault]))).toEqual([]);
    expect(broken({ ...lost, ...met(fault), letters: [letter(code)] }, plan([fault]))).toEqual([
      "letters are explained",
    ]);
    expect(broken({ ...lost, ...met(fault) }, plan([fault]))).toEqual(["every snapshot ends"]);
  });

  it("want a letter about a table that RDS lost, and no manifest without it", () => {
    const fault: Fault = { kind: "export-task", nth: 1, effect: { losesTable: 0 } };
    const told = letter("TABLE_MISSING", "nothing lies at app.public.users");
    expect(broken({ ...lost, ...met(fault), letters: [told] }, plan([fault]))).toEqual([]);
    expect(broken({ ...lost, ...met(fault) }, plan([fault]))).toEqual(["every snapshot ends"]);
    const without = { ...manifest, files: 0, bytes: 0, tables: [] };
    const empty = landed.exports.map((each) => ({ ...each, files: new Map<string, number>() }));
    const silent = { ...landed, zone: new Map(), exports: empty, manifests: [without] };
    expect(broken({ ...silent, ...met(fault) }, plan([fault]))).toEqual(["manifest tells the truth"]);
  });

  it("ask reconciliation to carry what failed, and count what nobody promised", () => {
    const fault: Fault = { kind: "export-task", nth: 1, effect: "fails" };
    const failed: History = { ...lost, ...met(fault), letters: [letter("EXPORT_FAILED")] };
    expect(broken(failed, plan([fault]))).toEqual(["every snapshot ends"]);
    expect(broken(failed, plan([fault], { reconciliationIntervalInHours: 0 }))).toEqual([]);

    const off = plan([], { reconciliationIntervalInHours: 0 });
    const vanished: History = { ...lost, ...met({ kind: "message-lost", queue: "export", nth: 1 }) };
    const facts = runFacts(off, vanished);
    const [snapshot] = facts.snapshots;
    expect(snapshot && fateOf(snapshot, facts, hindrancesOf(facts)).kind).toBe("not-promised");
    expect(broken(vanished, plan())).toEqual(["every snapshot ends"]);
  });

  it("allow a second letter after a message that came twice, and another cause without", () => {
    const fault: Fault = { kind: "delivered-twice", queue: "copier", nth: 1, afterSeconds: 1 };
    const same = { ...lost, letters: [letter("EXPORT_FAILED"), { ...letter("EXPORT_FAILED"), at: 1400 }] };
    expect(broken({ ...same, ...met(fault) }, plan([fault]))).not.toContain("told once");
    const other = { ...lost, letters: [letter("EXPORT_FAILED"), { ...letter("TABLES_SKIPPED"), at: 1400 }] };
    expect(broken(other)).not.toContain("told once");
  });

  it("want one letter for what nobody can read, and none for somebody else's event", () => {
    const stray = { kind: "stray-message", queue: "copier", at: 9, body: "stray {" } as const;
    const told: LetterHistory = { ...letter("UNREADABLE_MESSAGE"), body: "" };
    const about = (count: number): readonly LetterHistory[] =>
      Array.from({ length: count }, () => ({
        ...told,
        letter: told.letter && { ...told.letter, snapshot: null, exportTask: null, original: "stray {" },
      }));
    const after = (ends: "letter" | "ignored", count: number): readonly string[] =>
      broken({ ...landed, ...met({ ...stray, ends }), letters: about(count) });
    expect(after("letter", 1)).toEqual([]);
    expect(after("ignored", 0)).toEqual([]);
    for (const wrong of [after("letter", 0), after("letter", 2), after("ignored", 1)])
      expect(wrong).toEqual(["stray messages end"]);
    const moved = [{ ...told, letter: undefined, body: "stray {" }];
    expect(broken({ ...landed, ...met({ ...stray, ends: "letter" }), letters: moved })).toContain(
      "stray messages end",
    );
  });

  it("let a file that is spoilt once be copied again, and a second time be told of", () => {
    const fault: Fault = { kind: "landed-file-spoilt", nth: 1, times: 2, effect: "deleted" };
    const told = { ...lost, letters: [letter("LANDING_INCOMPLETE")] };
    expect(broken({ ...told, injected: [{ fault, times: 1 }] })).toContain("every snapshot ends");
    expect(broken({ ...told, injected: [{ fault, times: 2 }] })).toEqual([]);
    expect(broken({ ...landed, copiesBegunAnew: 1 })).toEqual(["copies are kept"]);
    expect(broken({ ...landed, copiesBegunAnew: 1, ...met(fault) })).toEqual([]);
  });

  it("let a workflow that is full, and calls that fail, hold a landing up", () => {
    const full: Fault = { kind: "workflow-full", from: 0, to: 1500 };
    const late = { ...landed, workflowRuns: run === undefined ? [] : [{ ...run, startedAt: 2100 }] };
    expect(broken({ ...late, ...met(full) }, plan([full]))).toEqual([]);
    const fault: Fault = { kind: "call", operation: "s3:CopyObject", nth: 1, times: 9, effect: "throttled" };
    const slow = {
      ...landed,
      manifests: [{ ...manifest, writtenAt: 1100 }],
      workflowRuns: late.workflowRuns,
    };
    expect(broken({ ...slow, ...met(fault) }, plan([fault]))).toEqual(["ends promptly"]);
    const soon = { ...slow, workflowRuns: run === undefined ? [] : [{ ...run, startedAt: 1101 }] };
    expect(broken({ ...soon, ...met(fault) }, plan([fault]))).toEqual([]);
  });

  it("tell of a metric that is not what happened, but where nobody can know", () => {
    const { metrics } = counting(landed);
    const miscounted = { ...landed, metrics: new Map([...metrics, ["snapshotLanded", 2] as const]) };
    expect(violationsOf(plan(), miscounted)).toEqual([
      { invariant: "metrics tell the truth", sentence: "The metric snapshotLanded is 2, expected 1" },
    ]);
    const crashed = { ...miscounted, invocations: { count: 9, killed: 1, timedOut: 0 } };
    expect(violationsOf(plan(), crashed)).toEqual([]);
  });

  it("let a landing be copied anew by each of its two messages", () => {
    const fault: Fault = { kind: "landed-file-spoilt", nth: 1, times: 9, effect: "deleted" };
    const anew = (times: number): readonly string[] =>
      broken({ ...landed, copiesBegunAnew: times, ...met(fault) }, plan([fault]));
    expect(anew(2)).toEqual([]);
    expect(anew(3)).toEqual(["copies are kept"]);
  });

  it("allow a second start after a crash", () => {
    const twice = { ...landed, workflowRuns: [...landed.workflowRuns, ...landed.workflowRuns] };
    expect(broken({ ...twice, invocations: { count: 9, killed: 1, timedOut: 0 } })).toEqual([]);
  });

  it.each([
    ["*-pre-deploy-*", "housing-pre-deploy-1", true],
    ["*-pre-deploy-*", "pre-deploy", false],
    ["a*c", "abbc", true],
    ["a*c", "abbcd", false],
    ["abc", "abc", true],
    ["*", "", true],
  ])("read the pattern %s on %s", (pattern, name, expected) => {
    expect(fits(pattern, name)).toBe(expected);
  });
});
