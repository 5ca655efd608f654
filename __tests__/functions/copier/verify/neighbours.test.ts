import { allNeighbours, neighboursAmong } from "../../../../functions/copier/verify/neighbours";
import type { ExportTask } from "../../../../functions/shared/export-task";

const OWN = {
  task: task("own"),
  date: { year: "2024", month: "02", day: "29", backdated: false },
};

function task(id: string, given: Partial<ExportTask> = {}): ExportTask {
  return {
    id,
    sourceArn: `arn:aws:rds:eu-west-2:123456789012:snapshot:of-${id}`,
    snapshotTime: new Date("2024-02-29T12:00:00Z"),
    bucket: "export-bucket",
    prefix: "",
    status: "COMPLETE",
    ...given,
  } as ExportTask;
}

/** RDS with some tasks, and what it was asked. */
function rdsWith(tasks: readonly ExportTask[]) {
  const asked: string[] = [];
  return {
    asked,
    exportTasksInto(bucket: string): Promise<readonly ExportTask[]> {
      asked.push(bucket);
      return Promise.resolve(tasks);
    },
    findExportTask(id: string): Promise<ExportTask | undefined> {
      asked.push(id);
      return Promise.resolve(tasks.find((each) => each.id === id));
    },
  };
}

const ids = (neighbours: readonly { readonly taskId: string }[]): string[] =>
  neighbours.map(({ taskId }) => taskId).sort();

const TASKS = [
  task("own"),
  task("neighbour"),
  task("of-yesterday", { snapshotTime: new Date("2024-02-28T23:59:59Z") }),
  task("of-no-day", { snapshotTime: undefined }),
  task("elsewhere", { bucket: "another-bucket" }),
  task("running", { status: "IN_PROGRESS" }),
  ...Array.from({ length: 30 }, (_, at) => task(`later-${at}`)),
];

describe("the other exports of a day", () => {
  it("are complete, lie in our bucket, and land under our day", async () => {
    const later = Array.from({ length: 30 }, (_, at) => `later-${at}`);
    expect(ids(await allNeighbours(OWN, rdsWith(TASKS)))).toEqual([...later, "neighbour"].sort());
  });

  it("are asked for one by one where a few are meant: RDS may keep thousands", async () => {
    const rds = rdsWith(TASKS);
    const meant = ["neighbour", "gone", "own", "elsewhere", "of-yesterday", "running", "later-3"];
    expect(ids(await neighboursAmong(new Set(meant), OWN, rds))).toEqual(["later-3", "neighbour"]);
    expect(rds.asked.sort()).toEqual([...meant].sort());
  });

  it("are listed where many are meant", async () => {
    const rds = rdsWith(TASKS);
    const meant = new Set([...Array.from({ length: 25 }, (_, at) => `later-${at}`), "gone"]);
    expect(await neighboursAmong(meant, OWN, rds)).toHaveLength(25);
    expect(rds.asked).toEqual(["export-bucket"]);
  });

  it("are not known when RDS gives no answer", async () => {
    const rds = { ...rdsWith(TASKS), findExportTask: () => Promise.reject(new Error("throttled")) };
    await expect(neighboursAmong(new Set(["neighbour"]), OWN, rds)).rejects.toThrow("throttled");
  });
});
