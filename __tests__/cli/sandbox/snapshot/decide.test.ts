import { check, type CheckedFacts } from "../../../../cli/sandbox/snapshot/decide/checks";
import { chooseTask } from "../../../../cli/sandbox/snapshot/decide/choose-task";
import { decide } from "../../../../cli/sandbox/snapshot/decide/decide";
import type { Facts, FollowedTask, TakenSnapshot } from "../../../../cli/sandbox/snapshot/decide/facts";
import { lettersAbout } from "../../../../cli/sandbox/snapshot/decide/letters-about";
import {
  defaultSnapshotName,
  followedSnapshot,
  snapshotName,
} from "../../../../cli/sandbox/snapshot/decide/snapshot-name";
import { deadLetterBody } from "../../../../functions/shared/dead-letter";

const now = new Date("2026-03-01T12:00:00Z");
const arn = "arn:aws:rds:eu-west-2:111122223333:snapshot:mine";
const snapshot: TakenSnapshot = {
  identifier: "mine",
  arn,
  instance: "db",
  status: "available",
  percent: 100,
  createTime: now,
};

const task = (given: Partial<FollowedTask> = {}): FollowedTask => ({
  id: "mine",
  sourceArn: arn,
  snapshotTime: now,
  startTime: now,
  endTime: undefined,
  bucket: "exports",
  prefix: "",
  exportOnly: [],
  status: "IN_PROGRESS",
  percentProgress: 5,
  failureCause: undefined,
  warningMessage: undefined,
  extractedGB: undefined,
  ...given,
});

const facts = (given: Partial<Facts> = {}): Facts => ({
  snapshot,
  task: task(),
  copy: undefined,
  letters: [],
  toReadAgain: false,
  takenAt: undefined,
  now,
  endedAt: undefined,
  ...given,
});

const letter = { queue: "q", messageId: "1", body: "mine", letter: undefined };
const complete = task({ status: "COMPLETE" });
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

describe("what is done next", () => {
  test.each<[string, Partial<Facts>, object]>([
    [
      "waits for the snapshot",
      { snapshot: { ...snapshot, status: "creating", percent: 7 }, task: undefined, toReadAgain: true },
      { kind: "wait", stage: "snapshot", words: "creating, 7 %" },
    ],
    [
      "gives up on a snapshot that failed",
      { snapshot: { ...snapshot, status: "failed" }, task: undefined },
      { kind: "failed", reason: expect.stringContaining("mine is failed") },
    ],
    ["reads the database again first", { toReadAgain: true }, { kind: "read again" }],
    ["waits for an export", { task: undefined }, { kind: "wait", stage: "start" }],
    [
      "does not wait for what cannot come",
      { task: undefined, snapshot: undefined },
      { kind: "failed", reason: expect.stringContaining("was it deleted?") },
    ],
    [
      "waits until RDS lists a snapshot that was just taken",
      { task: undefined, snapshot: undefined, toReadAgain: true, takenAt: minutesAgo(1) },
      { kind: "wait", stage: "snapshot" },
    ],
    [
      "but not for longer than two minutes",
      { task: undefined, snapshot: undefined, toReadAgain: true, takenAt: minutesAgo(2) },
      { kind: "failed", reason: expect.stringContaining("was it deleted?") },
    ],
    ["tells of the export", {}, { kind: "wait", stage: "export", words: "mine: IN_PROGRESS, 5 %" }],
    [
      "goes on with an export whose snapshot is deleted",
      { snapshot: undefined },
      { kind: "wait", stage: "export" },
    ],
    [
      "tells of the copy",
      { task: complete, copy: { kind: "listed", exported: 3, landed: 2 } },
      { kind: "wait", stage: "copy", words: "2 of 3 files are in the landing zone" },
    ],
    [
      "waits for the copier's word",
      { task: complete, copy: { kind: "told", exported: 3, logged: false, messages: 1 } },
      { kind: "wait", stage: "copy", words: "3 files to copy, 1 message(s) in the copier's queue" },
    ],
    [
      "compares once all have landed",
      { task: complete, copy: { kind: "listed", exported: 3, landed: 3 } },
      { kind: "compare" },
    ],
    [
      "compares what landed in spite of a letter, which is reported with it",
      { task: complete, copy: { kind: "told", exported: 3, logged: true, messages: 0 }, letters: [letter] },
      { kind: "compare" },
    ],
    ["gives up at a letter", { letters: [letter] }, { kind: "failed" }],
    [
      "waits for the letter about a failed export",
      { task: task({ status: "FAILED", failureCause: "no key" }), endedAt: minutesAgo(19) },
      { kind: "wait", stage: "letter", words: expect.stringContaining("FAILED: no key") },
    ],
    [
      "but not for ever",
      { task: task({ status: "CANCELED" }), endedAt: minutesAgo(20) },
      { kind: "failed", reason: expect.stringContaining("no dead letter about it came") },
    ],
    [
      "gives up at a status that it does not know",
      { task: task({ status: "PAUSED" }) },
      { kind: "failed", reason: expect.stringContaining("PAUSED") },
    ],
  ])("%s", (_what, given, expected) => {
    expect(decide(facts(given))).toMatchObject(expected);
  });
});

describe("the export that is followed", () => {
  const at = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
  test("is the latest that has not failed, of the pipeline's bucket", () => {
    const first = task({ id: "a", status: "FAILED", startTime: at(0) });
    const second = task({ id: "b", status: "COMPLETE", startTime: at(5) });
    const third = task({ id: "c", status: "CANCELED", startTime: at(9) });
    const others = task({ id: "d", bucket: "others", startTime: at(20) });
    expect(chooseTask([third, second, others, first], "exports")?.id).toBe("b");
    expect(chooseTask([third, first], "exports")?.id).toBe("c");
    expect(chooseTask([others], "exports")).toBeUndefined();
  });
});

describe("letters about a snapshot", () => {
  const subject = { arn, identifier: "mine", exportTask: "mine" };
  const written = (given: { snapshot: string | null; exportTask: string | null; original?: string }) => ({
    queue: "q",
    messageId: "1",
    body: deadLetterBody({
      function: "s3-to-s3-copier",
      code: "X",
      reason: "r",
      remedy: "m",
      failedAt: now.toISOString(),
      messageId: "1",
      original: "",
      ...given,
    }),
  });
  const text = (body: string) => ({ queue: "q", messageId: "1", body });

  test.each<[string, { queue: string; messageId: string; body: string }, number]>([
    ["a text that names it", text('{"Source ARN":"…:snapshot:mine"}'), 1],
    ["a text that names a longer one", text("mine-2"), 0],
    ["a text that names another and then it", text("mine-2, mine"), 1],
    ["another text", text("something"), 0],
  ])("%s", (_what, queued, found) => {
    expect(lettersAbout([queued], subject)).toHaveLength(found);
  });

  test("the functions' own count by what they name", () => {
    const about = (given: Parameters<typeof written>[0]): number =>
      lettersAbout([written(given)], subject).length;
    expect(about({ snapshot: arn, exportTask: null })).toBe(1);
    expect(about({ snapshot: null, exportTask: "mine" })).toBe(1);
    expect(about({ snapshot: `${arn}-2`, exportTask: "mine-2", original: "after mine" })).toBe(0);
    expect(about({ snapshot: null, exportTask: null, original: "about mine" })).toBe(1);
  });
});

describe("names of snapshots", () => {
  test("are made of the instance and the time, and always taken by RDS", () => {
    const name = defaultSnapshotName("d".repeat(63), now);
    expect(name).toBe(`${"d".repeat(63)}-2026-03-01-12-00-00`);
    expect(snapshotName(name)).toBe(name);
  });

  test("are refused as RDS would refuse them", () => {
    expect(snapshotName("Mine-1")).toBe("mine-1");
    expect(snapshotName("a".repeat(255))).toHaveLength(255);
    for (const wrong of ["", "1a", "a--b", "a-", "a_b", "rds:a", "a".repeat(256)])
      expect(() => snapshotName(wrong)).toThrow("Expected 1 to 255 letters");
  });

  test("may be followed by identifier or ARN, automated ones, too", () => {
    expect(followedSnapshot(arn)).toBe("mine");
    expect(followedSnapshot("rds:db-2026-01-01-00-00")).toBe("rds:db-2026-01-01-00-00");
    expect(() => followedSnapshot("a b")).toThrow("Expected the identifier or the ARN");
  });
});

describe("what is checked beforehand", () => {
  const topic = "arn:aws:sns:eu-west-2:111122223333:snapshots";
  const active = { CustSubscriptionId: "es", SnsTopicArn: topic, Status: "active" };
  const given = (changed: Partial<CheckedFacts> = {}): CheckedFacts => ({
    instance: "db",
    status: "available",
    name: "mine",
    sameName: undefined,
    subscriptions: [
      {
        ...active,
        ...{
          SourceType: "db-instance",
          SourceIdsList: ["db"],
          EventCategoriesList: ["backup"],
          Enabled: true,
        },
      },
    ],
    topic,
    quota: { used: 3, max: 100 },
    runningExports: 0,
    ...changed,
  });

  test("is fine in a sandbox as it is applied", () => {
    expect(check(given())).toEqual({ problems: [], notes: [] });
    expect(check(given({ status: "stopped", subscriptions: [active] })).problems).toEqual([]);
  });

  test.each<[string, Partial<CheckedFacts>, string]>([
    ["no instance", { status: undefined }, "RDS knows no instance db"],
    ["an instance that is busy", { status: "backing-up" }, "db is backing-up"],
    ["a name that is taken", { sameName: snapshot }, "there is a snapshot mine already (available)"],
    [
      "no subscription",
      { subscriptions: [{ ...active, SourceIdsList: ["other"] }] },
      "no event subscription",
    ],
    [
      "other events",
      { subscriptions: [{ ...active, EventCategoriesList: ["failure"] }] },
      "no event subscription",
    ],
    ["other sources", { subscriptions: [{ ...active, SourceType: "db-snapshot" }] }, "no event subscription"],
    ["a disabled one", { subscriptions: [{ ...active, Enabled: false }] }, "es is disabled"],
    [
      "one that tells somebody else",
      { subscriptions: [{ ...active, SnsTopicArn: `${topic}-of-others` }] },
      `no event subscription tells the pipeline of backups of db, by its topic ${topic}: `,
    ],
    [
      "one whose topic is gone",
      { subscriptions: [{ ...active, Status: "topic-not-exist" }] },
      "es is topic-not-exist (its topic was deleted)",
    ],
    [
      "one that may not publish",
      { subscriptions: [{ ...active, Status: "no-permission" }] },
      "es is no-permission (RDS may not publish to its topic)",
    ],
    [
      "one that is not at work yet",
      { subscriptions: [{ ...active, Status: "creating" }] },
      "es is creating, expected active",
    ],
    ["no quota left", { quota: { used: 100, max: 100 } }, "100 of 100 manual snapshots"],
  ])("finds %s", (_what, changed, problem) => {
    expect(check(given(changed)).problems).toEqual([expect.stringContaining(problem)]);
  });

  test("says what could not be looked at, and what makes it wait", () => {
    const { problems, notes } = check(
      given({ subscriptions: undefined, quota: undefined, runningExports: 5 }),
    );
    expect(problems).toEqual([]);
    expect(notes).toEqual([
      expect.stringContaining("could not be looked up"),
      expect.stringContaining("could not be looked up"),
      expect.stringContaining("5 exports run in this account"),
    ]);
  });
});
