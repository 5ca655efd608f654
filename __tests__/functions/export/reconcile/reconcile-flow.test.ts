import type { FakeSnapshot } from "../../../support/functions/fake-rds";
import { at, body, complete, NOON, recordOf, taskIds } from "../../../support/functions/reconcile-message";
import { World } from "../../../support/functions/world";

describe("reconciliation", () => {
  it("exports what no event spoke of, copies again what has not landed, and leaves the rest", async () => {
    const world = new World(NOON);
    const { rds, s3 } = world.aws;
    const landed = rds.addSnapshot("rds:db1-landed", at("2024-03-04T01:00:00Z"));
    complete(world, "landed", landed);
    for (const file of ["manifest.json", "finished.json"])
      s3.put("export-bucket", recordOf("20240304", "landed", file), "{}");
    complete(
      world,
      "not-landed",
      rds.addSnapshot("rds:db2-not-landed", at("2024-03-04T01:30:00Z"), { instance: "db2" }),
    );
    const rejected = rds.addSnapshot("rds:db2-rejected", at("2024-03-03T01:30:00Z"), { instance: "db2" });
    complete(world, "rejected", rejected);
    s3.put("export-bucket", recordOf("20240303", "rejected", "rejection.json"), "{}");
    rds.addSnapshot("rds:db1-lost", at("2024-03-05T01:00:00Z"));
    rds.addSnapshot("awsbackup:lost-too", at("2024-03-05T02:00:00Z"), { type: "awsbackup" });
    rds.addSnapshot("rds:db3-not-listed", at("2024-03-05T01:00:00Z"), { instance: "db3" });
    rds.addSnapshot("rds:db1-too-new", at("2024-03-05T11:30:00Z"));
    rds.addSnapshot("rds:db1-too-old", at("2024-02-20T01:00:00Z"));
    await world.invoke("export", body());

    expect(taskIds(world)).toEqual(["rds-db1-lost", "awsbackup-lost-too"]);
    const told = world.drain("copier").map((message) => JSON.parse(message.body) as unknown);
    const bucket = { ExportBucket: "export-bucket" };
    expect(told).toEqual([
      { ExportTaskIdentifier: "not-landed", ...bucket, DBInstanceIdentifier: "db2" },
      { ExportTaskIdentifier: "rds-db1-lost", ...bucket, DBInstanceIdentifier: "db1" },
      { ExportTaskIdentifier: "awsbackup-lost-too", ...bucket, DBInstanceIdentifier: "db1" },
    ]);
    expect(world.drain("export")).toEqual([]);
    expect(world.letters("export")).toEqual([]);
    expect(world.decisions()).toEqual(["given-up", "copy-again", "start", "start", "reconcile"]);
    expect(world.metrics).toMatchObject({
      snapshotRepaired: 3,
      exportStarted: 2,
      oldestSnapshotNotLanded: 210_600,
    });
    expect(world.instanceMetrics).toEqual({
      "db1 oldestSnapshotNotLanded": 39_600,
      "db2 oldestSnapshotNotLanded": 210_600,
    });
  });

  it("does nothing a second time", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("rds:db1-lost", at("2024-03-05T01:00:00Z"));
    await world.invoke("export", body(), body(), body());
    expect(taskIds(world)).toEqual(["rds-db1-lost"]);
    expect(world.letters("export")).toEqual([]);
  });

  it("is content with nothing to look at", async () => {
    const world = new World(NOON);
    await world.invoke("export", body({ Instances: [] }));
    expect(world.aws.calls).toEqual([]);
    expect(world.metrics).toEqual({ oldestSnapshotNotLanded: 0 });
  });

  it("leaves a message that is older than its interval to the newer one", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("rds:db1-lost", at("2024-03-05T01:00:00Z"));
    await world.invoke("export", body({ ScheduledTime: "2024-02-20T12:00:00Z" }));
    expect(world.decisions()).toEqual(["outdated"]);
    expect(world.aws.calls).toEqual([]);
  });

  it("copies again what has been exported of a snapshot that is deleted by now", async () => {
    const world = new World(NOON);
    const snapshot = world.aws.rds.addSnapshot("rds:db1-2024-03-04-01-00", at("2024-03-04T01:00:00Z"));
    const foreign = world.aws.rds.addSnapshot("rds:db9-2024-03-04-01-00", at("2024-03-04T01:00:00Z"));
    complete(world, "gone", snapshot);
    complete(world, "not-ours", foreign);
    world.aws.rds.snapshots.length = 0;
    await world.invoke("export", body());
    expect(JSON.parse(world.takeOnly("copier").body)).toMatchObject({ ExportTaskIdentifier: "gone" });
  });

  it("lets the copier look at a landing whose workflow may not have been started, which is no missing one", async () => {
    const world = new World(NOON);
    complete(world, "landed", world.aws.rds.addSnapshot("s0", at("2024-03-04T01:00:00Z")));
    world.aws.s3.put("export-bucket", recordOf("20240304", "landed", "manifest.json"), "{}");
    await world.invoke("export", body());
    expect(JSON.parse(world.takeOnly("copier").body)).toMatchObject({ ExportTaskIdentifier: "landed" });
    expect(world.decisions()).toEqual(["finish", "reconcile"]);
    expect(world.metrics.oldestSnapshotNotLanded).toBe(0);
  });

  it("exports again what failed, three times in all", async () => {
    const world = new World(NOON);
    const snapshot = world.aws.rds.addSnapshot("s1", at("2024-03-04T01:00:00Z"));
    complete(world, "s1", snapshot, { status: "FAILED" });
    await world.invoke("export", body());
    expect(taskIds(world)).toEqual(["s1-r2"]);
    complete(world, "s1-r3", snapshot, { status: "FAILED" });
    Object.assign(world.aws.rds.tasks[1] ?? {}, { status: "FAILED" });
    await world.invoke("export", body());
    expect(taskIds(world)).toEqual([]);
    expect(world.decisions().slice(-2)).toEqual(["given-up", "reconcile"]);
  });

  it.each([
    ["three exports failed", "available", ["s1", "s1-r2", "s1-r3"]],
    ["it is being deleted", "deleting", ["s1"]],
    ["it is deleted", undefined, ["s1"]],
  ])("has the copier tell, once, of what nobody was told of: %s", async (_name, status, ids) => {
    const world = new World(NOON);
    const name = "rds:db1-2024-03-04-01-00";
    const snapshot = world.aws.rds.addSnapshot(name, at("2024-03-04T01:00:00Z"));
    for (const id of ids) complete(world, id, snapshot, { status: "FAILED", failureCause: "no disk" });
    if (status === undefined) world.aws.rds.snapshots.length = 0;
    else Object.assign(snapshot, { status });
    for (const time of ["2024-03-05T12:00:00Z", "2024-03-05T18:00:00Z", "2024-03-06T00:00:00Z"]) {
      world.now = at(time);
      await world.invoke("export", body({ ScheduledTime: time }));
      await world.runUntil(new Date(world.now.getTime() + 3_600_000).toISOString());
    }
    expect(taskIds(world)).toEqual([]);
    expect(world.letters("copier")).toMatchObject([
      { code: "EXPORT_FAILED", reason: expect.stringContaining("no disk") as string },
    ]);
    expect(world.letters("export")).toEqual([]);
  });

  it("says once whom a rule ignores, and exports the first of the day only", async () => {
    const world = new World(NOON, {
      export: { LANDED_SNAPSHOTS: "first_of_day", IGNORED_SNAPSHOT_TAGS: '{"Purpose":"PreDeployment"}' },
    });
    const { rds } = world.aws;
    rds.addSnapshot("pre", at("2024-03-05T05:30:00Z"), { tags: { Purpose: "PreDeployment" } });
    rds.addSnapshot("second", at("2024-03-05T07:00:00Z"));
    rds.addSnapshot("first", at("2024-03-05T06:00:00Z"));
    await world.invoke("export", body());
    expect(taskIds(world)).toEqual(["first"]);
    expect(world.decisions()).toEqual(["ignore", "ignore", "start", "reconcile"]);
    await world.invoke("export", body({ ScheduledTime: NOON }));
    expect(taskIds(world)).toEqual(["first"]);
  });
});

describe("what reconciliation knows of a day", () => {
  it("holds the records of an export whose time RDS rounds past midnight", async () => {
    const world = new World(NOON);
    const snapshot = world.aws.rds.addSnapshot("s1", at("2024-03-03T23:59:59.700Z"));
    complete(world, "s1", snapshot, { snapshotTime: at("2024-03-04T00:00:00Z") });
    for (const file of ["manifest.json", "finished.json"])
      world.aws.s3.put("export-bucket", recordOf("20240304", "s1", file), "{}");
    await world.invoke("export", body());
    expect(world.drain("copier")).toEqual([]);
    expect(world.instanceMetrics["db1 oldestSnapshotNotLanded"]).toBe(0);
  });

  it("goes back to its first moment, also where the window begins in its middle", async () => {
    const world = new World(NOON, { export: { LANDED_SNAPSHOTS: "first_of_day" } });
    world.aws.rds.addSnapshot("rds:db1-2024-02-27-03-00", at("2024-02-27T03:00:00Z"));
    world.aws.rds.addSnapshot("second", at("2024-02-27T15:00:00Z"));
    await world.invoke("export", body());
    expect(taskIds(world)).toEqual([]);
    expect(world.instanceMetrics["db1 oldestSnapshotNotLanded"]).toBe(0);
  });
});

describe("a snapshot by hand that is deleted while its export runs", () => {
  const given = (): { readonly world: World; readonly gone: FakeSnapshot } => {
    const world = new World(NOON, { export: { LANDED_SNAPSHOTS: "first_of_day" } });
    const gone = world.aws.rds.addSnapshot("by-hand", at("2024-03-04T01:00:00Z"));
    complete(world, "by-hand", gone);
    world.aws.rds.snapshots.splice(0);
    return { world, gone };
  };

  it("is copied when nobody has landed its export", async () => {
    const { world } = given();
    await world.invoke("export", body());
    const [message] = world.drain("copier");
    expect(JSON.parse(message?.body ?? "")).toEqual({
      ...{ ExportTaskIdentifier: "by-hand", ExportBucket: "export-bucket", DBInstanceIdentifier: "" },
    });
    expect(world.metrics).toMatchObject({ oldestSnapshotNotLanded: 35 * 3600 });
    expect(world.instanceMetrics).toEqual({
      "db1 oldestSnapshotNotLanded": 0,
      "db2 oldestSnapshotNotLanded": 0,
    });
  });

  it("is the first of its day by its manifest", async () => {
    const { world, gone } = given();
    const manifest = {
      ...{ kind: "db-snapshot-to-s3/manifest", version: 1, exportTask: "by-hand" },
      snapshot: { arn: gone.arn, time: "2024-03-04T01:00:00.000Z", instance: "db1" },
      ...{
        importDate: "20240304",
        backdated: false,
        export: { bucket: "export-bucket", prefix: "by-hand/" },
      },
      ...{ landingZone: { bucket: "zone", serviceArea: "housing" }, verifiedAt: NOON, files: 0, bytes: 0 },
      ...{ tables: [], skippedTables: [], warnings: [] },
    };
    for (const [file, record] of [["manifest.json", manifest] as const, ["finished.json", {}] as const])
      world.aws.s3.put("export-bucket", recordOf("20240304", "by-hand", file), JSON.stringify(record));
    world.aws.rds.addSnapshot("rds:db1-2024-03-04-05-00", at("2024-03-04T05:00:00Z"));
    await world.invoke("export", body());
    expect(taskIds(world)).toEqual([]);
    expect(world.drain("copier")).toEqual([]);
    expect(world.metrics).toMatchObject({ oldestSnapshotNotLanded: 0 });
  });
});
