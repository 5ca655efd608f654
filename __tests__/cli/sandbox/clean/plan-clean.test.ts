import { planClean, type CleanFacts } from "../../../../cli/sandbox/clean/plan-clean";
import { DENIED, exportTask, snapshot, there } from "../status/support/facts";
import { PARTS } from "../status/support/parts";

const plan = (given: Partial<CleanFacts>): ReturnType<typeof planClean> =>
  planClean({ parts: PARTS, snapshots: [snapshot()], exports: there([]), cancelExports: false, ...given });

it("deletes a manual snapshot of the sandbox's database", () => {
  expect(plan({})).toEqual([{ kind: "delete", snapshot: snapshot(), cancel: [] }]);
});

it.each([
  ["another database's", { databaseIdentifier: "orders" }],
  ["one of a database whose name begins alike", { databaseIdentifier: `${PARTS.database}-2` }],
  ["an automated one", { type: "automated" }],
  ["a shared one", { type: "shared" }],
  ["a public one", { type: "public" }],
  ["one of AWS Backup", { type: "awsbackup" }],
])("does not know %s", (_, given) => {
  expect(plan({ snapshots: [snapshot(given)], cancelExports: true })).toEqual([]);
});

it("waits for one that somebody deletes already, and leaves one that is being made", () => {
  expect(plan({ snapshots: [snapshot({ status: "deleting" })] })).toMatchObject([{ kind: "going" }]);
  expect(plan({ snapshots: [snapshot({ status: "creating" })] })).toMatchObject([
    { kind: "keep", why: expect.stringContaining("being made") },
  ]);
});

describe("while a snapshot is exported", () => {
  const running = there([exportTask({ identifier: "its-export" })]);

  it("keeps it, and names the task and what to do", () => {
    expect(plan({ exports: running })).toMatchObject([
      {
        kind: "keep",
        why: "it is being exported by task its-export (40 %): wait for its end, or cancel it by --cancel-exports",
      },
    ]);
  });

  it("cancels the task of this pipeline if it is told to", () => {
    expect(plan({ exports: running, cancelExports: true })).toMatchObject([
      { kind: "delete", cancel: [{ identifier: "its-export" }] },
    ]);
  });

  it.each([
    ["into another bucket", { bucket: "elsewhere" }],
    ["by another role", { roleArn: "arn:aws:iam::111122223333:role/somebody-elses" }],
  ])("never cancels a task %s, and keeps the snapshot", (_, given) => {
    const exports = there([exportTask(), exportTask({ identifier: "theirs", ...given })]);
    expect(plan({ exports, cancelExports: true })).toMatchObject([
      { kind: "keep", why: expect.stringContaining("theirs (40 %), which this sandbox has not started") },
    ]);
  });

  it("does not mind tasks that are over, or of other snapshots", () => {
    const exports = there([
      exportTask({ status: "COMPLETE" }),
      exportTask({ status: "FAILED" }),
      exportTask({ snapshotArn: "arn:aws:rds:eu-west-2:111122223333:snapshot:other" }),
    ]);
    expect(plan({ exports })).toMatchObject([{ kind: "delete", cancel: [] }]);
  });

  it("keeps it where that could not be looked at", () => {
    expect(plan({ exports: DENIED })).toMatchObject([
      { kind: "keep", why: expect.stringContaining(DENIED.why) },
    ]);
  });
});
