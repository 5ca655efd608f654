import { event, NOON, refusal } from "../../support/functions/backup-event";
import { sqsRecord, STARTED, stringAttributes } from "../../support/functions/records";
import { World } from "../../support/functions/world";

describe("defect 6: two events of one backup", () => {
  const copierMessages = (world: World): number => world.aws.sqs.messages("copier").length;

  it.each([
    ["in order", [STARTED, {}], 1],
    ["reordered", [{}, STARTED], 1],
    ["doubled", [STARTED, STARTED, {}, {}], 2],
  ])("start one export and tell the copier by the finish event: %s", async (_name, events, told) => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", new Date("2024-03-01T11:58:00Z"));
    for (const given of events) {
      const time = given === STARTED ? "2024-03-01T11:57:00Z" : NOON;
      const answer = await world.invoke("export", event(time, given));
      expect(answer.batchItemFailures).toEqual([]);
    }
    expect(copierMessages(world)).toBe(told);
    await world.runUntil("2024-03-01T12:00:59Z");
    expect(world.aws.rds.tasks).toHaveLength(1);
    expect(world.drain("export-dead")).toEqual([]);
    world.drain("copier");
    await world.runUntil("2024-03-01T13:00:00Z");
    expect(copierMessages(world)).toBe(0);
    expect(world.decisions()).toContain("covered");
    expect(world.aws.sqs.messages("export")).toEqual([]);
  });

  it("the start event exports the snapshot when the finish event never comes", async () => {
    const world = new World("2024-03-01T11:57:00Z");
    const snapshot = world.aws.rds.addSnapshot("s1", undefined, { status: "creating" });
    await world.invoke("export", event("2024-03-01T11:57:00Z", STARTED));
    snapshot.status = "available";
    snapshot.createTime = new Date("2024-03-01T11:58:00Z");
    await world.runUntil("2024-03-01T12:07:59Z");
    expect(world.aws.rds.tasks).toEqual([]);
    await world.runUntil("2024-03-01T12:08:00Z");
    expect(world.aws.rds.tasks).toMatchObject([{ id: "s1" }]);
    expect(copierMessages(world)).toBe(1);
  });

  it("the start event is content with a snapshot that was exported and deleted while it waited", async () => {
    const world = new World(NOON);
    const snapshot = world.aws.rds.addSnapshot("s1", new Date("2024-03-01T11:58:00Z"));
    await world.invoke("export", event("2024-03-01T11:57:00Z", STARTED));
    await world.invoke("export", event(NOON));
    world.drain("copier");
    world.aws.rds.snapshots.splice(world.aws.rds.snapshots.indexOf(snapshot), 1);
    await world.runUntil("2024-03-01T13:00:00Z");
    expect(world.decisions().at(-1)).toBe("covered");
    expect(world.drain("export-dead")).toEqual([]);
  });

  it("an event that is handled late is content with a snapshot that was exported and deleted before", async () => {
    const world = new World(NOON);
    const { rds } = world.aws;
    const snapshot = rds.addSnapshot("rds:db1-2024-03-01-11-50", new Date("2024-03-01T11:58:00Z"));
    await world.invoke("export", event(NOON));
    rds.snapshots.length = 0;
    for (const phase of [{}, STARTED]) {
      world.now = new Date("2024-03-01T13:30:00Z");
      world.drain("copier");
      await world.invoke("export", event("2024-03-01T11:57:30Z", phase));
      await world.runUntil("2024-03-01T15:30:00Z");
      expect(world.log.at(-1)).toMatchObject({
        fields: { snapshot: snapshot.arn, exportTask: "rds-db1-2024-03-01-11-50" },
      });
    }
    expect(world.letters("export")).toEqual([]);
    expect(rds.tasks).toHaveLength(1);
  });

  it("leaves it to the copier to tell of a deleted snapshot whose export has failed", async () => {
    const world = new World(NOON);
    const { rds } = world.aws;
    const { arn } = rds.addSnapshot("rds:db1-2024-03-01-11-50", new Date("2024-03-01T11:58:00Z"));
    await world.invoke("export", event(NOON));
    world.drain("copier");
    for (const task of rds.tasks) task.status = "FAILED";
    rds.snapshots.length = 0;
    const times = [{ SnapshotCreateTime: "2024-03-01T11:58:00Z" }, {}];
    for (const given of times)
      await world.invoke(
        "export",
        JSON.stringify({ SnapshotArn: arn, DBInstanceIdentifier: "db1", ...given }),
      );
    expect(world.decisions()).toEqual(["start", "go-on", "go-on"]);
    expect(world.drain("copier")).toHaveLength(2);
    expect(world.drain("export")).toEqual([]);
  });

  it("a start event whose letter is redriven tells the copier of the export that it had started", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", new Date("2024-03-01T11:58:00Z"));
    world.aws.fail("SendMessage", refusal("AccessDenied", 403), Infinity, (input) =>
      input.includes('ExportTaskIdentifier\\"'),
    );
    await world.invoke("export", event("2024-03-01T11:57:00Z", STARTED));
    await world.runUntil("2024-03-01T12:30:00Z");
    expect(world.aws.rds.tasks).toHaveLength(1);
    expect(copierMessages(world)).toBe(0);
    world.aws.heal();
    const letter = world.takeOnly("export-dead");
    await world.invoke("export", letter.body);
    expect(copierMessages(world)).toBe(1);
  });

  it.each([
    ["delivered again after a crash", { ApproximateReceiveCount: "2" }, "finish-event"],
    ["sent back after a failure", {}, "healable-failure"],
  ])(
    "a start event that may have started the export itself tells the copier: %s",
    async (_name, attributes, cause) => {
      const world = new World(NOON);
      const snapshot = world.aws.rds.addSnapshot("s1", new Date("2024-03-01T11:40:00Z"));
      world.aws.rds.addTask("s1", snapshot, { status: "IN_PROGRESS" });
      const body = JSON.stringify({ SnapshotArn: snapshot.arn, UnlessFinishEventDoes: true });
      const record = sqsRecord(body, {
        messageAttributes: stringAttributes({
          FirstSeen: "2024-03-01T11:45:00.000Z",
          WaitingFor: cause,
          Attempt: "1",
          Deadline: "2024-03-01T13:00:00.000Z",
        }),
      });
      await world.invoke("export", { ...record, attributes: { ...record.attributes, ...attributes } });
      expect(copierMessages(world)).toBe(1);
    },
  );

  it("start one export when they are handled at the same time", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", new Date("2024-03-01T11:58:00Z"));
    await Promise.all([
      world.invoke("export", event("2024-03-01T11:57:00Z", STARTED)),
      world.invoke("export", event(NOON)),
    ]);
    await world.runUntil("2024-03-01T12:00:30Z");
    expect(world.aws.rds.tasks).toHaveLength(1);
    expect(world.drain("copier")).toHaveLength(1);
  });
});

describe("defect 7: the snapshot is the one that the event speaks of", () => {
  it("exports both snapshots of two backups close together, whichever event is lost", async () => {
    for (const lost of [0, 1, 2, 3]) {
      const world = new World("2024-03-01T12:30:00Z");
      world.aws.rds.addSnapshot("first", new Date("2024-03-01T12:02:00Z"));
      world.aws.rds.addSnapshot("second", new Date("2024-03-01T12:12:00Z"));
      const events = [
        event("2024-03-01T12:00:00Z", STARTED),
        event("2024-03-01T12:06:00Z"),
        event("2024-03-01T12:10:00Z", STARTED),
        event("2024-03-01T12:16:00Z"),
      ].filter((_event, at) => at !== lost);
      for (const body of events) await world.invoke("export", body);
      await world.runUntil("2024-03-01T12:45:00Z");
      expect(world.aws.rds.tasks.map((task) => task.id).sort()).toEqual(["first", "second"]);
    }
  });

  it("does not export an older snapshot by surprise", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("yesterday", new Date("2024-02-29T12:00:00Z"));
    world.aws.rds.addSnapshot("today", new Date("2024-03-01T11:55:00Z"));
    await world.invoke("export", event(NOON));
    expect(world.aws.rds.tasks.map((task) => task.id)).toEqual(["today"]);
  });

  it("waits for a snapshot that is being made, without holding the finished one", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("ready", new Date("2024-03-01T11:55:00Z"));
    const making = world.aws.rds.addSnapshot("making", undefined, { status: "creating" });
    await world.invoke("export", event(NOON));
    expect(world.aws.rds.tasks.map((task) => task.id)).toEqual(["ready"]);
    expect(JSON.parse(world.aws.sqs.messages("export")[0]?.body ?? "")).toEqual({
      SnapshotArn: making.arn,
      DBInstanceIdentifier: "db1",
    });
    making.status = "available";
    making.createTime = new Date("2024-03-01T12:03:00Z");
    await world.runUntil("2024-03-01T12:01:00Z");
    expect(world.aws.rds.tasks.map((task) => task.id)).toEqual(["ready", "making"]);
    expect(world.drain("copier")).toHaveLength(2);
  });

  it("waits for a snapshot that RDS does not list yet, and tells somebody after two hours", async () => {
    const world = new World(NOON);
    await world.invoke("export", event(NOON));
    await world.runUntil("2024-03-01T13:59:00Z");
    expect(world.letters("export")).toEqual([]);
    await world.runUntil("2024-03-01T14:01:00Z");
    expect(world.letters("export")).toMatchObject([
      { code: "SNAPSHOT_NOT_FOUND", reason: expect.stringContaining("db1"), original: event(NOON) },
    ]);
  });

  it("exports a snapshot made again under the name of a deleted one", async () => {
    const world = new World(NOON);
    const old = world.aws.rds.addSnapshot("s1", new Date("2024-02-01T00:00:00Z"));
    world.aws.rds.addTask("s1", old);
    world.aws.rds.snapshots.length = 0;
    world.aws.rds.addSnapshot("s1", new Date("2024-03-01T11:55:00Z"));
    await world.invoke("export", event(NOON));
    expect(world.aws.rds.tasks).toHaveLength(2);
    expect(world.aws.rds.tasks[1]?.id).toMatch(/^s1-[0-9a-f]{10}$/);
  });

  it("rejects a request whose snapshot was replaced by another of that name", async () => {
    const world = new World(NOON);
    const { arn } = world.aws.rds.addSnapshot("s1", new Date("2024-03-01T11:55:00Z"));
    await world.invoke(
      "export",
      JSON.stringify({
        SnapshotArn: arn,
        SnapshotCreateTime: "2024-02-01T00:00:00Z",
        DBInstanceIdentifier: "db1",
      }),
    );
    expect(world.letters("export")).toMatchObject([{ code: "SNAPSHOT_REPLACED", snapshot: arn }]);
  });
});

describe("an identifier that RDS has had", () => {
  it.each(["STARTING", "IN_PROGRESS", "COMPLETE"])(
    "means go on when its task exports this snapshot: %s",
    async (status) => {
      const world = new World(NOON);
      const snapshot = world.aws.rds.addSnapshot("s1", new Date("2024-03-01T11:55:00.123Z"));
      world.aws.rds.addTask("somebody-elses-name", snapshot, {
        status,
        snapshotTime: new Date("2024-03-01T11:55:00Z"),
      });
      await world.invoke("export", event(NOON));
      expect(world.aws.rds.tasks).toHaveLength(1);
      expect(JSON.parse(world.takeOnly("copier").body)).toMatchObject({
        ExportTaskIdentifier: "somebody-elses-name",
      });
      expect(world.decisions()).toEqual(["go-on"]);
    },
  );

  it.each([
    ["another snapshot's", { sourceArn: "arn:aws:rds:eu-west-2:123456789012:snapshot:other" }],
    ["another bucket's", { bucket: "elsewhere" }],
    ["a partial export's", { exportOnly: ["db.schema.table"] }],
    ["an export's under a prefix", { prefix: "by-hand" }],
  ])("means another identifier when it is %s", async (_name, given) => {
    const world = new World(NOON);
    const snapshot = world.aws.rds.addSnapshot("s1", new Date("2024-03-01T11:55:00Z"));
    world.aws.rds.addTask("s1", snapshot, given);
    await world.invoke("export", event(NOON));
    expect(world.aws.rds.tasks).toHaveLength(2);
    expect(world.aws.rds.tasks[1]).toMatchObject({
      id: expect.stringMatching(/^s1-[0-9a-f]{10}$/),
      sourceArn: snapshot.arn,
    });
  });

  it.each(["FAILED", "CANCELED"])("means a repetition when its task is %s", async (status) => {
    const world = new World(NOON);
    const snapshot = world.aws.rds.addSnapshot("s1", new Date("2024-03-01T11:55:00Z"));
    world.aws.rds.addTask("s1", snapshot, { status });
    await world.invoke("export", event(NOON));
    expect(world.aws.rds.tasks.map((task) => task.id)).toEqual(["s1", "s1-r2"]);
  });

  it("means another identifier when RDS shows no such task any more", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", new Date("2024-03-01T11:55:00Z"));
    world.aws.rds.burntIds.add("s1");
    await world.invoke("export", event(NOON));
    expect(world.aws.rds.tasks).toHaveLength(1);
  });

  it("means waiting while its task is being cancelled", async () => {
    const world = new World(NOON);
    const snapshot = world.aws.rds.addSnapshot("s1", new Date("2024-03-01T11:55:00Z"));
    const task = world.aws.rds.addTask("s1", snapshot, { status: "CANCELING" });
    await world.invoke("export", event(NOON));
    expect(world.aws.rds.tasks).toHaveLength(1);
    task.status = "CANCELED";
    await world.runUntil("2024-03-01T12:01:00Z");
    expect(world.aws.rds.tasks.map(({ id }) => id)).toEqual(["s1", "s1-r2"]);
  });
});
