import { siblings } from "../../../functions/copier/siblings";
import { recordKey } from "../../../functions/shared/landing-records";
import type { FakeTask } from "../../support/functions/fake-rds";
import { World } from "../../support/functions/world";

const END = "2024-03-14T00:00:00.000Z";
const DATE = { year: "2024", month: "02", day: "29", backdated: false };
const message = (task: string): string =>
  JSON.stringify({ ExportTaskIdentifier: task, ExportBucket: "export-bucket" });

/** A world in which one snapshot was exported twice, as a whole, by somebody who exports by hand. */
function exportedTwice(second: Partial<FakeTask> = {}): World {
  const world = new World("2024-03-01T12:00:00.000Z", { maxAttempts: 1 });
  const snapshot = world.aws.rds.addSnapshot("s-1", new Date("2024-02-29T23:30:00Z"));
  for (const task of ["a-1", "b-1"]) {
    world.aws.rds.addTask(task, snapshot, task === "b-1" ? second : {});
    world.aws.s3.put("export-bucket", `${task}/academy/public.person/1/part-0-${task}.parquet`);
  }
  return world;
}

const manifestOf = (task: string): string => recordKey(DATE, task, "manifest");
const hasLanded = (world: World, task: string): boolean =>
  world.aws.s3.keys("export-bucket").includes(manifestOf(task));

async function deliver(world: World, ...tasks: readonly string[]): Promise<void> {
  for (const task of tasks) await world.invoke("copier", message(task));
  await world.runUntil(END);
}

describe("a second export of a snapshot", () => {
  it("does not land beside the first: nothing is copied, and the letter names that one", async () => {
    const world = exportedTwice();
    await deliver(world, "a-1", "b-1");
    expect(world.letters("copier")).toMatchObject([
      {
        code: "ALREADY_LANDED_AS",
        exportTask: "b-1",
        reason: expect.stringContaining("a-1") as string,
        remedy: expect.stringContaining(`export-bucket/${manifestOf("a-1")}`) as string,
      },
    ]);
    expect(world.aws.s3.keys("zone-bucket")).toHaveLength(1);
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("is told of, too, where another one of that snapshot has failed before the first", async () => {
    const world = exportedTwice();
    const [first] = world.aws.rds.snapshots;
    if (first !== undefined) world.aws.rds.addTask("a-0", first, { status: "FAILED" });
    world.aws.rds.tasks.unshift(...world.aws.rds.tasks.splice(-1));
    await deliver(world, "a-1", "b-1");
    expect(world.letters("copier")).toMatchObject([{ code: "ALREADY_LANDED_AS", exportTask: "b-1" }]);
    expect(world.aws.s3.keys("zone-bucket")).toHaveLength(1);
  });

  it("lands instead of the first when that one's files and manifest are gone", async () => {
    const world = exportedTwice();
    await deliver(world, "a-1", "b-1");
    world.aws.s3.buckets.set("zone-bucket", new Map());
    world.aws.s3.buckets.get("export-bucket")?.delete(manifestOf("a-1"));
    world.now = new Date("2024-03-01T13:00:00.000Z");
    await world.invoke("copier", world.takeOnly("copier-dead").body);
    expect(world.decisions().at(-1)).toBe("landed");
    expect(world.aws.s3.keys("zone-bucket")).toEqual([expect.stringContaining("part-0-b-1.parquet")]);
  });

  it.each([
    ["another snapshot that has its ARN by now", { snapshotTime: new Date("2024-02-29T23:40:00Z") }],
    ["a part of it", { exportOnly: ["academy.public.person"] }],
  ])("lands beside the first when it is of %s", async (_, second) => {
    const world = exportedTwice(second);
    await deliver(world, "a-1", "b-1");
    expect(world.letters("copier")).toEqual([]);
    expect(hasLanded(world, "b-1")).toBe(true);
  });

  it.each(["files that its export still holds", "files that have expired"])(
    "does not explain what it has left in the zone: %s",
    async (kept) => {
      const world = exportedTwice();
      await deliver(world, "b-1");
      // Its landing was undone by halves: the manifest went, the files stayed.
      world.aws.s3.buckets.get("export-bucket")?.delete(manifestOf("b-1"));
      if (kept === "files that have expired")
        world.aws.s3.buckets.get("export-bucket")?.delete("b-1/academy/public.person/1/part-0-b-1.parquet");
      await deliver(world, "a-1");
      expect(world.letters("copier")).toMatchObject([
        { code: "UNKNOWN_FILES_IN_ZONE", reason: expect.stringContaining("part-0-b-1.parquet") as string },
      ]);
      expect(hasLanded(world, "a-1")).toBe(false);
    },
  );
});

describe("exports of one snapshot", () => {
  const one = {
    ...{ id: "a", sourceArn: "arn:s", exportOnly: [] },
    snapshotTime: new Date("2024-02-29T23:30:00Z"),
  };

  it.each([
    ["another identifier", { id: "b" }, true],
    ["its own", {}, false],
    ["a time that clocks explain", { id: "b", snapshotTime: new Date("2024-02-29T23:30:29Z") }, true],
    ["a later time", { id: "b", snapshotTime: new Date("2024-02-29T23:30:30Z") }, false],
    ["no time", { id: "b", snapshotTime: undefined }, false],
    ["another ARN", { id: "b", sourceArn: "arn:t" }, false],
    ["some tables only", { id: "b", exportOnly: ["academy"] }, false],
  ])("are known by their task: %s", (_, other, expected) => {
    expect(siblings(one, { ...one, ...other })).toBe(expected);
    expect(siblings({ ...one, ...other }, one)).toBe(expected);
  });

  it("are the same where RDS tells neither's time", () => {
    const undated = { ...one, snapshotTime: undefined };
    expect(siblings(undated, { ...undated, id: "b" })).toBe(true);
  });
});
