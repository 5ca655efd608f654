import { at, body, complete, NOON, refusal, taskIds } from "../../../support/functions/reconcile-message";
import { delivered, World } from "../../../support/functions/world";

describe("the looks between two looks of the schedule", () => {
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

  it("tells of what is gone although RDS gives no answer to the look around behind that", async () => {
    const world = new World(NOON, { maxAttempts: 1 });
    world.aws.rds.occupySlots(5);
    world.aws.rds.addSnapshot("gone", at("2024-03-05T01:00:00Z"));
    await world.invoke("export", body());
    for (const task of world.aws.rds.tasks) task.status = "COMPLETE";
    world.aws.rds.snapshots.length = 0;
    const isLookAround = (input: string): boolean => !input.includes("DBSnapshotIdentifier");
    world.aws.fail("DescribeDBSnapshots", refusal("InternalFailure", 500), Infinity, isLookAround);
    await world.invoke("export", delivered(world.takeOnly("export"), "export"));
    expect(world.letters("export")).toMatchObject([{ code: "SNAPSHOT_NOT_FOUND" }]);
  });

  it("tells the copier of what it began itself, when SQS gives the message again", async () => {
    const world = new World(NOON);
    const { rds } = world.aws;
    rds.occupySlots(5);
    const due = rds.addSnapshot("s1", at("2024-03-05T01:00:00Z"));
    await world.invoke("export", body());
    const record = delivered(world.takeOnly("export"), "export");
    for (const task of rds.tasks) task.status = "COMPLETE";
    rds.addTask("s1", due, { status: "STARTING", startTime: at(NOON) });
    const again = { ...record.attributes, ApproximateReceiveCount: "2" };
    await world.invoke("export", { ...record, attributes: again });
    expect(world.drain("copier").map(({ body: sent }) => JSON.parse(sent) as unknown)).toMatchObject([
      { ExportTaskIdentifier: "s1" },
    ]);
  });
});
