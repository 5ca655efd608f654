import { rdsEvent, snsEnvelope, STARTED } from "../../support/functions/records";
import { delivered, World } from "../../support/functions/world";

const NOON = "2024-03-01T12:00:00.000Z";
const event = (time: string, given = {}): string => snsEnvelope(rdsEvent(new Date(time), given));
const RULES = {
  IGNORED_SNAPSHOT_TAGS: '{"Purpose":"PreDeployment"}',
  IGNORED_SNAPSHOT_NAMES: '["*-pre-deploy-*"]',
};

describe("snapshots that a rule keeps from landing", () => {
  it.each([
    ["by their tag", "s1", { tags: { Purpose: "PreDeployment", Team: "x" } }, "Purpose=PreDeployment"],
    ["by their name", "db1-pre-deploy-1", {}, "*-pre-deploy-*"],
  ])("are not exported, %s, and that is said and counted", async (_name, name, given, words) => {
    const world = new World(NOON, { export: RULES });
    const { arn } = world.aws.rds.addSnapshot(name, new Date("2024-03-01T11:55:00Z"), given);
    await world.invoke("export", event("2024-03-01T11:54:00Z", STARTED), event(NOON));
    await world.runUntil("2024-03-01T14:00:00Z");
    expect(world.aws.rds.tasks).toEqual([]);
    expect(world.metrics).toEqual({ messageIgnored: 2, snapshotIgnored: 1 });
    expect(world.log[1]?.fields).toMatchObject({
      snapshot: arn,
      decision: "ignore",
      reason: expect.stringContaining(words),
    });
  });

  it("are exported when a person asks for them, however long they wait", async () => {
    const world = new World(NOON, { export: RULES });
    const { arn } = world.aws.rds.addSnapshot("db1-pre-deploy-1", new Date("2024-03-01T11:55:00Z"));
    world.aws.rds.occupySlots(5);
    await world.invoke("export", JSON.stringify({ SnapshotArn: arn }));
    expect(JSON.parse(world.aws.sqs.messages("export")[0]?.body ?? "")).toMatchObject({ Requested: true });
    world.aws.rds.tasks.splice(0, 1);
    await world.runUntil("2024-03-01T12:30:00Z");
    expect(world.aws.rds.tasks.at(-1)?.id).toBe("db1-pre-deploy-1");
  });

  it("are exported when a person types their name in capitals, which RDS does not keep", async () => {
    const world = new World(NOON, { export: RULES });
    const { arn } = world.aws.rds.addSnapshot("db1-pre-deploy-1", new Date("2024-03-01T11:55:00Z"));
    await world.invoke("export", JSON.stringify({ SnapshotArn: arn.replace("db1-pre", "DB1-Pre") }));
    expect(world.aws.rds.tasks.at(-1)?.id).toBe("db1-pre-deploy-1");
  });

  it("go on when they are exported already", async () => {
    const world = new World(NOON, { export: RULES });
    const snapshot = world.aws.rds.addSnapshot("db1-pre-deploy-1", new Date("2024-03-01T11:55:00Z"));
    world.aws.rds.addTask("x", snapshot, { status: "IN_PROGRESS" });
    await world.invoke("export", event(NOON));
    expect(world.decisions()).toEqual(["go-on"]);
  });
});

describe("the first of each day", () => {
  const world = (): World => new World(NOON, { export: { ...RULES, LANDED_SNAPSHOTS: "first_of_day" } });
  const manifest = (name: string, time: string, instance: string | null): string =>
    JSON.stringify({
      ...{ kind: "db-snapshot-to-s3/manifest", version: 1, exportTask: "gone" },
      snapshot: { arn: `arn:aws:rds:eu-west-2:123456789012:snapshot:${name}`, time, instance },
      ...{ importDate: "20240301", backdated: false, export: { bucket: "export-bucket", prefix: "gone/" } },
      ...{ landingZone: { bucket: "zone", serviceArea: "housing" }, verifiedAt: NOON, files: 0, bytes: 0 },
      ...{ tables: [], skippedTables: [], warnings: [] },
    });

  it.each([
    ["in order", ["2024-03-01T08:00:00Z", NOON]],
    ["reordered and doubled", [NOON, "2024-03-01T08:00:00Z", NOON]],
  ])("is exported, whatever events come: %s", async (_name, events) => {
    const there = world();
    const { aws } = there;
    aws.rds.addSnapshot("second", new Date("2024-03-01T11:55:00Z"));
    aws.rds.addSnapshot("first", new Date("2024-03-01T07:55:00Z"));
    aws.rds.addSnapshot("x-pre-deploy-1", new Date("2024-03-01T06:00:00Z"));
    for (const time of events) await there.invoke("export", event(time));
    expect(aws.rds.tasks.map(({ id }) => id)).toEqual(["first"]);
  });

  it("is waited for while it is made", async () => {
    const there = world();
    const first = there.aws.rds.addSnapshot("first", new Date("2024-03-01T07:55:00Z"), {
      status: "creating",
    });
    there.aws.rds.addSnapshot("second", new Date("2024-03-01T11:55:00Z"));
    await there.invoke("export", event(NOON));
    await there.runUntil("2024-03-01T12:30:00Z");
    expect(there.aws.rds.tasks).toEqual([]);
    first.status = "failed";
    await there.runUntil("2024-03-01T12:32:00Z");
    expect(there.aws.rds.tasks.map(({ id }) => id)).toEqual(["second"]);
  });

  it.each([
    ["with its instance", "gone", "db1", 0],
    ["that tells the instance by its name", "rds:db1-2024-03-01-01-00", null, 0],
    ["of another instance", "gone", "db2", 1],
    ["of nobody knows which instance", "gone", null, 1],
  ])("may be deleted, and is known by its manifest %s", async (_name, name, instance, started) => {
    const there = world();
    there.aws.s3.put(
      "export-bucket",
      "_landings/import_date=20240301/gone/manifest.json",
      manifest(name, "2024-03-01T01:00:00Z", instance),
    );
    there.aws.rds.addSnapshot("second", new Date("2024-03-01T11:55:00Z"));
    await there.invoke("export", event(NOON));
    expect(there.aws.rds.tasks).toHaveLength(started);
  });
});

describe("a snapshot that is being made", () => {
  it.each(["all", "first_of_day"])(
    "is looked at with one call, when %s lands, until it is made",
    async (rule) => {
      const world = new World(NOON, { export: { ...RULES, LANDED_SNAPSHOTS: rule } });
      const snapshot = world.aws.rds.addSnapshot("s1", new Date("2024-03-01T11:55:00Z"), {
        status: "creating",
      });
      const body = JSON.stringify({ SnapshotArn: snapshot.arn, DBInstanceIdentifier: "db1" });
      await world.invoke("export", body);
      world.aws.calls.length = 0;
      await world.runUntil("2024-03-01T12:09:30Z");
      const looks = world.aws.count("SendMessage");
      expect(looks).toBeGreaterThan(2);
      expect(world.aws.count("DescribeDBSnapshots")).toBe(looks);
      expect(world.aws.count("DescribeExportTasks")).toBe(0);
      expect(world.aws.calls).toHaveLength(2 * looks);

      snapshot.status = "available";
      await world.runUntil("2024-03-01T12:11:00Z");
      expect(world.aws.rds.tasks.map(({ id }) => id)).toEqual(["s1"]);
    },
  );

  it("is ignored at once when its name or its tags say so", async () => {
    const world = new World(NOON, { export: RULES });
    const { arn } = world.aws.rds.addSnapshot("x-pre-deploy-1", new Date(NOON), { status: "creating" });
    const body = JSON.stringify({ SnapshotArn: arn, DBInstanceIdentifier: "db1" });
    await world.invoke("export", body);
    expect(world.decisions()).toEqual(["ignore"]);
    expect(world.aws.count("DescribeExportTasks")).toBe(0);
  });
});

describe("a snapshot that waits for a slot", () => {
  it("lets others have a free slot first, and takes it when nobody has wanted it", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", new Date("2024-03-01T11:55:00Z"));
    world.aws.rds.occupySlots(5);
    await world.invoke("export", event(NOON));
    world.aws.rds.tasks.splice(0, 1);
    const queued = world.takeOnly("export");
    expect(queued.delaySeconds).toBeGreaterThanOrEqual(60);
    expect(queued.delaySeconds).toBeLessThanOrEqual(120);
    world.now = new Date("2024-03-01T12:02:00Z");
    await world.invoke("export", delivered(queued, "export"));
    expect(world.aws.count("StartExportTask")).toBe(0);
    const waiting = world.aws.sqs.messages("export")[0];
    expect(waiting).toMatchObject({ delaySeconds: 35 });
    expect((JSON.parse(waiting?.body ?? "") as { SlotsTakenBy: string[] }).SlotsTakenBy).toHaveLength(4);
    await world.runUntil("2024-03-01T12:03:00Z");
    expect(world.aws.rds.tasks.at(-1)?.id).toBe("s1");
  });

  it.each([
    ["told to a person when nobody reconciles", "0", 1],
    ["told to a person when it is too old for reconciliation", "12", 1],
    ["left to reconciliation, without a letter", "20", 0],
  ])("is, after 13 days, %s", async (_name, window, letters) => {
    const world = new World(NOON, { export: { RECONCILIATION_WINDOW_IN_DAYS: window } });
    world.aws.rds.addSnapshot("s1", new Date("2024-03-01T11:55:00Z"));
    world.aws.rds.occupySlots(5);
    await world.invoke("export", event(NOON));
    const message = world.takeOnly("export");
    world.now = new Date("2024-03-14T12:00:00Z");
    await world.invoke("export", delivered(message, "export"));
    expect(world.letters("export")).toHaveLength(letters);
    expect(world.decisions().at(-1)).toBe(letters === 0 ? "left" : "reject");
    expect(world.drain("export")).toEqual([]);
  });
});
