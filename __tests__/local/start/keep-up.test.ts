import type { WorkflowRun } from "../../../local/aws/glue/local-glue";
import type { ExportTask, Snapshot } from "../../../local/aws/rds/model";
import type { LandingComparison } from "../../../local/verify/compare-landing";
import { keepUp, type KeptWorld } from "../../../local/start/keep-up";
import type { DeadMessage } from "../../../local/start/queue-watch";
import type { LandedObjects } from "../../../local/start/run-data";

const snapshot = {
  key: "k2",
  identifier: "mine",
  instance: "repairs",
  status: "available",
  arn: "arn:mine",
} as Snapshot;
const task = {
  identifier: "t2",
  snapshotKey: "k2",
  bucket: "exports",
  prefix: "",
  status: "COMPLETE",
  percentProgress: 100,
} as ExportTask;
const run = { runId: "wr_2", properties: { export_task_id: "t2" } } as unknown as WorkflowRun;
const table = { table: "public.a", landedRows: 3, matches: true };
const same = { tables: [table], unexplained: [], matches: true } as unknown as LandingComparison;

const different = {
  ...same,
  matches: false,
  tables: [{ ...table, matches: false }],
} as unknown as LandingComparison;

interface Fake {
  readonly world: KeptWorld;
  readonly told: string[];
  readonly runs: WorkflowRun[];
  readonly letters: DeadMessage[];
  onSnapshot: (snapshot: Snapshot) => void;
  onTask: (task: ExportTask) => void;
  compare: (snapshot: Snapshot, objects: LandedObjects) => Promise<LandingComparison>;
}

function fake(): Fake {
  const told: string[] = [];
  const runs: WorkflowRun[] = [];
  const letters: DeadMessage[] = [];
  const objects = (bucket: string): { key: string }[] =>
    bucket === "exports"
      ? [{ key: "t2/db/public.a/1/part-2.gz.parquet" }]
      : [{ key: "zone/public.a/part-1.gz.parquet" }, { key: "zone/public.a/part-2.gz.parquet" }];
  const made: Fake = {
    told,
    runs,
    letters,
    onSnapshot: () => undefined,
    onTask: () => undefined,
    compare: () => Promise.resolve(same),
    world: {
      aws: {
        rds: {
          snapshots: [snapshot],
          exportTasks: [task],
          onSnapshot: (listener: Fake["onSnapshot"]) => (made.onSnapshot = listener),
          onTask: (listener: Fake["onTask"]) => (made.onTask = listener),
        },
        glue: {
          get runs() {
            return runs;
          },
        },
        buckets: { objects, filePath: () => "file" },
      } as unknown as KeptWorld["aws"],
      data: { compare: (of, from) => made.compare(of, from) },
      zone: { bucket: "zone", serviceArea: "housing" },
      watch: { deadMessages: () => Promise.resolve([...letters]) },
      teller: { note: (text) => told.push(text) },
    },
  };
  return made;
}

async function during(made: Fake, work: () => void, words: RegExp): Promise<void> {
  const end = new AbortController();
  const kept = keepUp(made.world, [], end.signal);
  await new Promise((resolve) => setImmediate(resolve));
  work();
  while (!made.told.some((line) => words.test(line))) await new Promise((resolve) => setTimeout(resolve, 10));
  end.abort();
  await kept;
}

describe("keepUp", () => {
  test("tells of a snapshot, the steps of its export, and what landed of that export alone", async () => {
    const made = fake();
    let looked: string[] = [];
    made.compare = (_snapshot, { buckets }) => {
      looked = buckets.objects("zone").map(({ key }) => key);
      return Promise.resolve(same);
    };
    await during(
      made,
      () => {
        made.onSnapshot({ ...snapshot, status: "creating" });
        made.onSnapshot({ ...snapshot, status: "creating", percentProgress: 50 });
        made.onSnapshot(snapshot);
        for (const percentProgress of [1, 2, 30, 31])
          made.onTask({ ...task, status: "IN_PROGRESS", percentProgress });
        made.onTask(task);
        made.runs.push(run);
      },
      /landed/,
    );
    expect(made.told).toEqual([
      "snapshot mine of repairs: creating",
      "snapshot mine of repairs: available",
      "export task t2: IN_PROGRESS 1 %",
      "export task t2: IN_PROGRESS 30 %",
      "export task t2: COMPLETE",
      "snapshot mine landed: 1 of 1 tables match, 3 rows",
    ]);
    expect(looked).toEqual(["zone/public.a/part-2.gz.parquet"]);
  });

  test("names what does not match, and goes on when a comparison fails", async () => {
    const made = fake();
    const answers = [Promise.resolve(different), Promise.reject(new Error("no such file"))];
    answers[1]!.catch(() => undefined);
    made.compare = () => answers.shift()!;
    await during(
      made,
      () => made.runs.push(run, { ...run, runId: "wr_3" }, { ...run, runId: "wr_4", properties: {} }),
      /is gone/,
    );
    expect(made.told).toEqual([
      "snapshot mine landed: 0 of 1 tables match, 3 rows; NOT as it should be: public.a",
      "mine landed, but could not be compared: no such file",
      expect.stringContaining("whose snapshot is gone: nothing to compare"),
    ]);
  });

  test("tells of letters that come, and not of those that were there", async () => {
    const made = fake();
    made.letters.push({ queue: "dead", messageId: "old", body: "{}" });
    await during(
      made,
      () => made.letters.push({ queue: "dead", messageId: "new", body: "?" }),
      /dead-letter/,
    );
    expect(made.told).toEqual(["in dead-letter queue dead, moved there by SQS: ?"]);
  });
});
