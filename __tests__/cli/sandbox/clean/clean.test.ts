import { PassThrough } from "node:stream";
import { clean, type Clean } from "../../../../cli/sandbox/clean/clean";
import type { SnapshotStore } from "../../../../cli/sandbox/clean/snapshot-store";
import type { ExportFacts, SnapshotFacts } from "../../../../cli/sandbox/status/facts";
import { exportTask, snapshot, there } from "../status/support/facts";
import { PARTS } from "../status/support/parts";

/** RDS as far as its snapshots go: what is deleted or cancelled is gone after one more look. */
class Rds implements SnapshotStore {
  readonly calls: string[] = [];
  pauses = 0;

  constructor(
    private left: SnapshotFacts[],
    private tasks: ExportFacts[] = [],
    private readonly refused = "",
  ) {}

  readonly snapshots = (): Promise<readonly SnapshotFacts[]> => Promise.resolve(this.left);
  readonly exports = () => Promise.resolve(there(this.tasks));

  readonly delete = (identifier: string): Promise<void> => {
    this.calls.push(`delete ${identifier}`);
    if (identifier !== this.refused) {
      this.mark(identifier, "deleting");
      return Promise.resolve();
    }
    return Promise.reject(Object.assign(new Error("not in the state"), { name: "InvalidDBSnapshotState" }));
  };

  readonly cancel = (task: string): Promise<void> => {
    this.calls.push(`cancel ${task}`);
    this.tasks = this.tasks.map((each) =>
      each.identifier === task ? { ...each, status: "CANCELING" } : each,
    );
    return Promise.resolve();
  };

  readonly pause = (): Promise<void> => {
    this.pauses += 1;
    this.calls.push("pause");
    this.left = this.left.filter(({ status }) => status !== "deleting");
    this.tasks = this.tasks.map((each) =>
      each.status === "CANCELING" ? { ...each, status: "CANCELED" } : each,
    );
    return Promise.resolve();
  };

  private mark(identifier: string, status: string): void {
    this.left = this.left.map((each) => (each.identifier === identifier ? { ...each, status } : each));
  }
}

async function run(
  rds: Rds,
  options: Partial<Clean["options"]> = {},
): Promise<{ readonly exitCode: number; readonly text: string }> {
  const lines: string[] = [];
  const snapshots = await rds.snapshots();
  const exitCode = await clean(
    {
      parts: PARTS,
      accountId: "111122223333",
      snapshots,
      exports: await rds.exports(),
      options: { yes: false, dryRun: false, cancelExports: false, ...options },
    },
    {
      output: { out: (line) => lines.push(line), err: (line) => lines.push(line) },
      progress: { step: (_, work) => work(() => undefined), line: () => undefined, at: () => "" },
      signal: new AbortController().signal,
      store: rds,
      terminal: { input: new PassThrough(), output: new PassThrough() },
      pause: rds.pause,
      now: () => new Date("2026-11-21T12:00:00Z"),
    },
  );
  return { exitCode, text: lines.join("\n") };
}

it("deletes, and waits until what it has deleted is gone", async () => {
  const rds = new Rds([snapshot(), snapshot({ identifier: "by-hand-2" })]);
  const { exitCode, text } = await run(rds, { yes: true });
  expect(exitCode).toBe(0);
  expect(rds.calls).toEqual(["delete by-hand-1", "delete by-hand-2", "pause"]);
  expect(text).toContain("Gone: by-hand-1, by-hand-2");
});

it("only lists them where nobody can answer", async () => {
  const rds = new Rds([snapshot()]);
  const { exitCode, text } = await run(rds);
  expect([exitCode, rds.calls]).toEqual([0, []]);
  expect(text).toContain(`Manual snapshots of ${PARTS.database} in account 111122223333:`);
  expect(text).toContain("by-hand-1  available, of a database of 20 GB, 3 hours old  to be deleted");
  expect(text).toContain("Nothing was deleted; --yes deletes without asking");
});

it("changes nothing in a dry run, whatever else is said", async () => {
  const rds = new Rds([snapshot(), snapshot({ identifier: "goes", status: "deleting" })]);
  await run(rds, { yes: true, dryRun: true });
  expect(rds.calls).toEqual([]);
});

it("says that there is none", async () => {
  const { exitCode, text } = await run(new Rds([]), { yes: true });
  expect([exitCode, text]).toEqual([
    0,
    `There is no manual snapshot of ${PARTS.database} in account 111122223333`,
  ]);
});

it("tells which one was refused and why, and deletes the others", async () => {
  const rds = new Rds([snapshot(), snapshot({ identifier: "stuck" })], [], "stuck");
  const { exitCode, text } = await run(rds, { yes: true });
  expect(exitCode).toBe(1);
  expect(text).toContain("Gone: by-hand-1\n");
  expect(text).toMatch(/Stays: stuck: .*rds:DeleteDBSnapshot failed: InvalidDBSnapshotState/);
});

it("fails while a snapshot is exported, and leaves it", async () => {
  const rds = new Rds([snapshot()], [exportTask()]);
  const { exitCode, text } = await run(rds, { yes: true });
  expect([exitCode, rds.calls]).toEqual([1, []]);
  expect(text).toContain("stays: it is being exported by task by-hand-1 (40 %)");
});

it("cancels an export first, waits for its end, then deletes", async () => {
  const rds = new Rds([snapshot()], [exportTask()]);
  const { exitCode } = await run(rds, { yes: true, cancelExports: true });
  expect(exitCode).toBe(0);
  expect(rds.calls).toEqual(["cancel by-hand-1", "pause", "delete by-hand-1", "pause"]);
});

it("waits for one that is being deleted, without asking", async () => {
  const rds = new Rds([snapshot({ status: "deleting" })]);
  const { exitCode } = await run(rds);
  expect([exitCode, rds.calls]).toEqual([0, ["pause"]]);
});
