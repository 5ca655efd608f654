import { at, body, NOON, recordOf, refusal, taskIds } from "../../../support/functions/reconcile-message";
import { delivered, World } from "../../../support/functions/world";

describe("reconciliation in trouble", () => {
  it("leaves the day of a manifest that it cannot read, names that, and sees to every other day", async () => {
    const world = new World(NOON, { export: { LANDED_SNAPSHOTS: "first_of_day" } });
    const key = recordOf("20240304", "gone", "manifest.json");
    world.aws.s3.put(
      "export-bucket",
      key,
      JSON.stringify({ kind: "db-snapshot-to-s3/manifest", version: 2 }),
    );
    world.aws.rds.addSnapshot("rds:db1-2024-03-04-01-00", at("2024-03-04T01:00:00Z"));
    world.aws.rds.addSnapshot("rds:db1-2024-03-05-01-00", at("2024-03-05T01:00:00Z"));
    world.aws.rds.addSnapshot("rds:db2-2024-03-05-01-00", at("2024-03-05T01:00:00Z"), { instance: "db2" });
    await world.invoke("export", body());
    expect(taskIds(world)).toEqual(["rds-db1-2024-03-05-01-00", "rds-db2-2024-03-05-01-00"]);
    expect(world.log.filter(({ level }) => level === "warn")).toMatchObject([
      { message: expect.stringContaining(key) as string },
    ]);
    expect(world.letters("export")).toEqual([]);
    // Until somebody restores it, the alarm is what grows: 35 hours.
    expect(world.instanceMetrics["db1 oldestSnapshotNotLanded"]).toBe(35 * 3600);
  });

  it("does not let one that RDS never starts keep the younger ones waiting", async () => {
    const world = new World(NOON, { maxAttempts: 1 });
    world.aws.rds.addSnapshot("s1", at("2024-03-05T01:00:00Z"));
    world.aws.rds.addSnapshot("s2", at("2024-03-05T02:00:00Z"));
    world.aws.fail("StartExportTask", refusal("InternalFailure", 500), Infinity, (input) =>
      input.includes("s1"),
    );
    await world.invoke("export", body());
    expect(taskIds(world)).toEqual(["s2"]);
    expect(world.decisions().at(-1)).toBe("wait");
  });

  it("waits out a throttled RDS, whether its lists or its exports are refused", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", at("2024-03-05T01:00:00Z"));
    world.aws.fail("DescribeDBSnapshots", refusal("Throttling"), 4);
    await world.invoke("export", body());
    const again = world.takeOnly("export");
    expect(again.attributes["WaitingFor"]?.StringValue).toBe("healable-failure");
    world.aws.fail("StartExportTask", refusal("Throttling"), 2);
    await world.invoke("export", delivered(again, "export"));
    expect(world.letters("export")).toEqual([]);
    expect(world.aws.sqs.messages("export")).toHaveLength(1);
    await world.runUntil("2024-03-05T12:05:00Z");
    expect(taskIds(world)).toEqual(["s1"]);
  });

  it("goes on with the others when one is deleted in the middle", async () => {
    const world = new World(NOON);
    const { rds } = world.aws;
    rds.addSnapshot("s1", at("2024-03-05T01:00:00Z"));
    rds.addSnapshot("s2", at("2024-03-05T02:00:00Z"));
    world.aws.fail("StartExportTask", refusal("DBSnapshotNotFound", 404), 1);
    await world.invoke("export", body());
    expect(taskIds(world)).toEqual(["s2"]);
    expect(world.drain("export")).toEqual([]);
  });

  it("tells somebody when it may not read the records", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", at("2024-03-05T01:00:00Z"));
    world.aws.fail("ListObjectsV2", refusal("AccessDenied", 403));
    await world.invoke("export", body());
    expect(world.letters("export")).toMatchObject([{ code: "ACCESS_DENIED" }]);
    expect(taskIds(world)).toEqual([]);
  });
});
