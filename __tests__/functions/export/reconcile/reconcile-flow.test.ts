import type { FakeSnapshot } from "../../../support/functions/fake-rds";
import { delivered, World } from "../../../support/functions/world";

const NOON = "2024-03-05T12:00:00.000Z";
const at = (text: string): Date => new Date(text);
const refusal = (code: string, status = 400) =>
  ({ kind: "refusal", status, code, message: `${code} said RDS` }) as const;

interface Given {
  readonly Instances?: readonly string[];
  readonly ScheduledTime?: string;
  readonly Since?: string;
  readonly WindowInDays?: number;
  readonly IntervalInHours?: number;
}

function body(given: Given = {}): string {
  return JSON.stringify({
    Reconcile: {
      Instances: ["db1", "db2"],
      Since: "2024-02-01T00:00:00Z",
      ...{ WindowInDays: 7, IntervalInHours: 6, ScheduledTime: NOON },
      ...given,
    },
  });
}

/** A task of the past, for a snapshot. */
function complete(world: World, id: string, snapshot: FakeSnapshot, given = {}): void {
  world.aws.rds.addTask(id, snapshot, {
    startTime: at("2024-03-04T02:00:00Z"),
    endTime: at("2024-03-04T03:00:00Z"),
    ...given,
  });
}

const recordOf = (day: string, task: string, file: string): string =>
  `_landings/import_date=${day}/${task}/${file}`;
const taskIds = (world: World): string[] =>
  world.aws.rds.tasks.filter(({ status }) => status === "STARTING").map(({ id }) => id);

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

  it("comes back soon while slots are taken, copies nothing again, and gives a free slot to the oldest", async () => {
    const world = new World(NOON);
    const { rds } = world.aws;
    rds.occupySlots(5);
    rds.addSnapshot("younger", at("2024-03-05T02:00:00Z"));
    rds.addSnapshot("older", at("2024-03-05T01:00:00Z"));
    complete(world, "not-landed", rds.addSnapshot("s1", at("2024-03-04T01:00:00Z")));
    await world.invoke("export", body());
    expect(world.aws.sqs.messages("export")).toMatchObject([{ delaySeconds: 10 }]);
    expect(world.drain("copier")).toHaveLength(1);
    await world.runUntil("2024-03-05T12:10:00Z");
    expect(taskIds(world)).toEqual([]);
    Object.assign(rds.tasks[0] ?? {}, { status: "COMPLETE" });
    await world.runUntil("2024-03-05T12:11:00Z");
    expect(taskIds(world)).toEqual(["older"]);
    expect(world.drain("copier").map((message) => message.body)).toEqual([
      expect.stringContaining('"older"'),
    ]);
    // The next look of the schedule takes its place.
    const message = world.takeOnly("export");
    world.now = at("2024-03-05T18:00:00Z");
    await world.invoke("export", delivered(message, "export"));
    expect(world.drain("export")).toEqual([]);
    expect(world.decisions().at(-1)).toBe("outdated");
  });

  it("looks around once for many slots: in between it asks only about the snapshots that are due", async () => {
    const world = new World(NOON);
    const { rds } = world.aws;
    rds.occupySlots(5);
    for (let number = 0; number < 40; number++)
      rds.addSnapshot(
        `s${String(number).padStart(2, "0")}`,
        new Date(Date.parse("2024-03-05T01:00:00Z") + number * 1000),
      );
    await world.invoke("export", body());
    const lists = (): number => world.aws.count("ListObjectsV2");
    const atFirst = lists();
    for (let freed = 0; freed < 24; freed++) {
      const task = rds.tasks.find(({ status }) => status === "STARTING" || status === "IN_PROGRESS");
      if (task !== undefined) task.status = "COMPLETE";
      world.now = new Date(world.now.getTime() + 10_000);
      await world.invoke("export", delivered(world.takeOnly("export"), "export"));
    }
    const order = Array.from({ length: 24 }, (_, number) => `s${String(number).padStart(2, "0")}`);
    expect(rds.tasks.map(({ id }) => id).filter((id) => /^s\d\d$/.test(id))).toEqual(order);
    expect(atFirst).toBeGreaterThan(0);
    expect(lists()).toBe(atFirst);
  });

  it.each([
    { count: 2, least: 100, most: 100 },
    { count: 3_930, least: 5, most: 30 },
  ])(
    "carries of 150 due snapshots what a message has room for beside $count instances",
    async ({ count, least, most }) => {
      const world = new World(NOON);
      const { rds } = world.aws;
      rds.occupySlots(5);
      const instances = Array.from({ length: count }, (_, number) => `db${number}`.padEnd(63, "x"));
      for (let number = 0; number < 150; number++)
        rds.addSnapshot(`s${number}`, new Date(Date.parse("2024-03-05T01:00:00Z") + number * 1000), {
          instance: instances[0] ?? "",
        });
      await world.invoke("export", body({ Instances: instances }));
      expect(world.letters("export")).toEqual([]);
      const { body: sent, attributes } = world.takeOnly("export");
      const { Reconcile } = JSON.parse(sent) as { Reconcile: { Instances: string[]; Due: unknown[] } };
      expect(Reconcile.Instances).toEqual(instances);
      expect(Reconcile.Due.length).toBeGreaterThanOrEqual(least);
      expect(Reconcile.Due.length).toBeLessThanOrEqual(most);
      expect(Buffer.byteLength(sent + JSON.stringify(attributes))).toBeLessThanOrEqual(262_144);
    },
  );

  it("tells the copier in the next look of an export that it has begun and could not tell of", async () => {
    const world = new World(NOON, { maxAttempts: 1 });
    world.aws.rds.addSnapshot("s1", at("2024-03-05T01:00:00Z"));
    world.aws.fail("SendMessage", refusal("Throttling"), 1);
    await world.invoke("export", body());
    expect(taskIds(world)).toEqual(["s1"]);
    expect(world.metrics).toMatchObject({ exportStarted: 1 });
    await world.invoke("export", delivered(world.takeOnly("export"), "export"));
    expect(world.drain("copier").map(({ body: sent }) => JSON.parse(sent) as unknown)).toMatchObject([
      { ExportTaskIdentifier: "s1" },
    ]);
    expect(taskIds(world)).toEqual(["s1"]);
    expect(world.metrics).toMatchObject({ exportStarted: 1, snapshotRepaired: 1 });
  });

  it("passes over what its own message has begun meanwhile, and tells of what is gone, or was made anew", async () => {
    const world = new World(NOON);
    const { rds } = world.aws;
    rds.occupySlots(5);
    const begun = rds.addSnapshot("begun", at("2024-03-05T01:00:00Z"));
    rds.addSnapshot("gone", at("2024-03-05T01:01:00Z"));
    rds.addSnapshot("anew", at("2024-03-05T01:02:00Z"));
    rds.addSnapshot("next", at("2024-03-05T01:03:00Z"));
    rds.addSnapshot("last", at("2024-03-05T01:04:00Z"));
    await world.invoke("export", body());
    const freed = rds.tasks.slice(0, 2);
    for (const task of freed) task.status = "COMPLETE";
    rds.addTask("by-its-own-message", begun, { startTime: at(NOON), status: "STARTING" });
    rds.snapshots.splice(1, 2);
    rds.addSnapshot("anew", at("2024-03-05T11:59:00Z"));
    await world.invoke("export", delivered(world.takeOnly("export"), "export"));
    expect(world.drain("copier").map(({ body: sent }) => JSON.parse(sent) as unknown)).toMatchObject([
      { ExportTaskIdentifier: "next" },
    ]);
    expect(world.decisions().slice(-5)).toEqual(["covered", "reject", "reject", "start", "wait"]);
    expect(world.letters("export")).toMatchObject([
      { code: "SNAPSHOT_NOT_FOUND", snapshot: expect.stringContaining(":gone") as string },
      { code: "SNAPSHOT_NOT_FOUND", snapshot: expect.stringContaining(":anew") as string },
    ]);
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

  it("tells once a day of one that has failed and has no time", async () => {
    const world = new World(NOON);
    const failed = world.aws.rds.addSnapshot("s1", at(NOON), { status: "failed" });
    Object.assign(failed, { createTime: undefined });
    for (let look = 0; look < 5; look++) {
      world.now = new Date(at(NOON).getTime() + look * 6 * 3_600_000);
      await world.invoke("export", body({ ScheduledTime: world.now.toISOString() }));
    }
    expect(world.letters("export")).toMatchObject([
      { code: "SNAPSHOT_UNUSABLE", failedAt: "2024-03-06T00:00:00.000Z" },
    ]);
  });

  it("keeps what is due when RDS gives no answer in between", async () => {
    const world = new World(NOON);
    const { rds } = world.aws;
    rds.occupySlots(5);
    rds.addSnapshot("s1", at("2024-03-05T01:00:00Z"));
    await world.invoke("export", body());
    for (const task of rds.tasks) task.status = "COMPLETE";
    world.aws.fail("DescribeDBSnapshots", refusal("Throttling"), 4);
    const carrying = world.takeOnly("export");
    await world.invoke("export", delivered(carrying, "export"));
    expect(JSON.parse(world.aws.sqs.messages("export")[0]?.body ?? "")).toEqual(JSON.parse(carrying.body));
    await world.runUntil("2024-03-05T12:05:00Z");
    expect(rds.tasks.map(({ id }) => id)).toContain("s1");
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

  it("stays a look in between when RDS is throttled in between", async () => {
    const world = new World(NOON);
    world.aws.rds.occupySlots(5);
    world.aws.rds.addSnapshot("s1", at("2024-03-05T01:00:00Z"));
    complete(world, "not-landed", world.aws.rds.addSnapshot("s0", at("2024-03-04T01:00:00Z")));
    await world.invoke("export", body());
    world.drain("copier");
    world.aws.fail("DescribeExportTasks", refusal("Throttling"), 2);
    await world.runUntil("2024-03-05T12:05:00Z");
    expect(world.drain("copier")).toEqual([]);
    expect(world.aws.sqs.messages("export")[0]?.attributes["WaitingFor"]?.StringValue).toBe(
      "reconciliation-turn",
    );
  });

  it("passes over a snapshot that RDS refuses, and tells of it by the first look, one a day later, and the last", async () => {
    const world = new World(NOON);
    const { rds } = world.aws;
    const refused = rds.addSnapshot("s1", at("2024-03-05T06:30:00Z"));
    rds.addSnapshot("s2", at("2024-03-05T07:00:00Z"));
    world.aws.fail("StartExportTask", refusal("KMSKeyNotAccessibleFault"), Infinity, (input) =>
      input.includes("s1"),
    );
    for (let look = 0; look < 28; look++) {
      world.now = new Date(at(NOON).getTime() + look * 6 * 3_600_000);
      await world.invoke("export", body({ ScheduledTime: world.now.toISOString() }));
      for (const task of rds.tasks) task.status = "COMPLETE";
    }
    expect(rds.tasks.map(({ id }) => id)).toEqual(["s2"]);
    const letter = { code: "KMS_KEY_NOT_ACCESSIBLE", snapshot: refused.arn };
    expect(world.letters("export")).toMatchObject([
      { ...letter, failedAt: NOON },
      { ...letter, failedAt: "2024-03-06T12:00:00.000Z" },
      { ...letter, failedAt: "2024-03-12T06:00:00.000Z" },
    ]);
  });

  it("tells by the last two looks of what has found no slot until then, and a redriven letter waits on for one", async () => {
    const world = new World(NOON);
    const { rds } = world.aws;
    rds.occupySlots(5);
    const snapshot = rds.addSnapshot("s1", at("2024-03-05T06:30:00Z"));
    const younger = rds.addSnapshot("s2", at("2024-03-05T13:00:00Z"));
    for (let look = 0; look < 28; look++) {
      world.now = new Date(at(NOON).getTime() + look * 6 * 3_600_000);
      await world.invoke("export", body({ ScheduledTime: world.now.toISOString() }));
    }
    const [letter, ...others] = world.letters("export");
    expect(letter).toMatchObject({
      ...{ code: "EXPORT_QUOTA_FULL", snapshot: snapshot.arn, failedAt: "2024-03-12T00:00:00.000Z" },
      reason: expect.stringContaining("5 export tasks run, RDS allows 5"),
    });
    // One look may be lost. The other snapshot is looked at once more than this.
    const second = { code: "EXPORT_QUOTA_FULL", failedAt: "2024-03-12T06:00:00.000Z" };
    expect(others).toMatchObject([
      { ...second, snapshot: snapshot.arn },
      { ...second, snapshot: younger.arn },
    ]);
    world.drain("export");
    await world.invoke("export", JSON.stringify(letter));
    for (const task of rds.tasks) task.status = "COMPLETE";
    const waiting = world.takeOnly("export");
    expect(waiting.attributes["WaitingFor"]?.StringValue).toBe("export-quota");
    await world.invoke("export", delivered(waiting, "export"));
    await world.invoke("export", delivered(world.takeOnly("export"), "export"));
    expect(taskIds(world)).toEqual(["s1"]);
  });

  it("tells by the last two looks of what RDS will not export yet, and was never exported", async () => {
    const world = new World(NOON);
    const snapshot = world.aws.rds.addSnapshot("s1", at("2024-03-05T06:30:00Z"));
    world.aws.fail("StartExportTask", refusal("InvalidExportSourceStateFault"), Infinity);
    for (let look = 0; look < 28; look++) {
      world.now = new Date(at(NOON).getTime() + look * 6 * 3_600_000);
      await world.invoke("export", body({ ScheduledTime: world.now.toISOString() }));
    }
    const letter = { code: "SNAPSHOT_BUSY", snapshot: snapshot.arn };
    expect(world.letters("export")).toMatchObject([
      { ...letter, failedAt: "2024-03-12T00:00:00.000Z" },
      { ...letter, failedAt: "2024-03-12T06:00:00.000Z" },
    ]);
  });

  it("speaks of the end by the last two looks, also where there is one a day, and by none before", async () => {
    const world = new World(NOON);
    world.aws.rds.occupySlots(5);
    world.aws.rds.addSnapshot("s1", at("2024-03-05T06:30:00Z"));
    const letters: number[] = [];
    for (let look = 0; look < 8; look++) {
      world.now = new Date(at(NOON).getTime() + look * 24 * 3_600_000);
      const ScheduledTime = world.now.toISOString();
      // The last is half an hour too late for a snapshot of seven days.
      if (look === 6) world.now = new Date(world.now.getTime() + 19 * 3_600_000);
      await world.invoke("export", body({ WindowInDays: 7, IntervalInHours: 24, ScheduledTime }));
      letters.push(world.letters("export").length);
    }
    expect(letters).toEqual([0, 0, 0, 0, 0, 1, 2, 2]);
  });

  it("counts what a rule ignores once, if no event has", async () => {
    const world = new World(NOON, { export: { IGNORED_SNAPSHOT_NAMES: '["*-pre-deploy-*"]' } });
    world.aws.rds.addSnapshot("x-pre-deploy-1", at("2024-03-05T08:00:00Z"), { type: "manual" });
    world.aws.rds.addSnapshot("rds:db1-pre-deploy-2", at("2024-03-05T08:00:00Z"));
    for (let look = 0; look < 5; look++) {
      world.now = new Date(at(NOON).getTime() + look * 6 * 3_600_000);
      await world.invoke("export", body({ ScheduledTime: world.now.toISOString() }));
    }
    expect(world.metrics).toMatchObject({ snapshotIgnored: 1 });
  });

  it("tells of what the first look finds by that look, however late it is handled", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("sql-to-parquet-2025-02-31-backdated", at("2024-03-05T06:01:00Z"));
    world.now = at("2024-03-05T17:30:00Z");
    await world.invoke("export", body());
    expect(world.letters("export")).toMatchObject([{ code: "NO_LANDING_DATE" }]);
  });

  it("tells of it once although two looks find it within its first hours", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("sql-to-parquet-2025-02-31-backdated", at("2024-03-05T11:30:00Z"));
    await world.invoke("export", body());
    world.now = at("2024-03-05T18:00:00Z");
    await world.invoke("export", body({ ScheduledTime: world.now.toISOString() }));
    expect(world.letters("export")).toMatchObject([{ code: "NO_LANDING_DATE" }]);
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

  it("begins nothing more when the invocation's time is short, and comes back for it", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", at("2024-03-05T01:00:00Z"));
    world.remainingMilliseconds = () => 60_000;
    await world.invoke("export", body());
    expect(taskIds(world)).toEqual([]);
    world.remainingMilliseconds = () => 900_000;
    await world.runUntil("2024-03-05T12:01:00Z");
    expect(taskIds(world)).toEqual(["s1"]);
  });

  it("copies again in the next look what the copier could not be told of", async () => {
    const world = new World(NOON);
    complete(world, "not-landed", world.aws.rds.addSnapshot("s0", at("2024-03-04T01:00:00Z")));
    world.aws.fail("SendMessage", refusal("AccessDenied", 403), 1);
    await world.invoke("export", body());
    expect(world.decisions()).toEqual(["left", "reconcile"]);
    await world.invoke("export", body());
    expect(world.drain("copier")).toHaveLength(1);
  });
});
