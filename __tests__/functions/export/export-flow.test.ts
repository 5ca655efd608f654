import { FakeAws } from "../../support/functions/fake-aws";
import {
  GREETING,
  rdsEvent,
  snsEnvelope,
  sqsRecord,
  STARTED,
  stringAttributes,
} from "../../support/functions/records";
import { delivered, World } from "../../support/functions/world";

const NOON = "2024-03-01T12:00:00.000Z";
const event = (time: string, given = {}): string => snsEnvelope(rdsEvent(new Date(time), given));
const refusal = (code: string, status = 400) =>
  ({ kind: "refusal", status, code, message: `${code} said RDS` }) as const;

describe("the export function", () => {
  it("starts the export of the event's snapshot and tells the copier to look in a minute", async () => {
    const world = new World(NOON);
    const snapshot = world.aws.rds.addSnapshot("rds:db1-2024-03-01-11-50", new Date("2024-03-01T11:52:00Z"));

    const answer = await world.invoke("export", event(NOON));

    expect(answer.batchItemFailures).toEqual([]);
    expect(world.aws.rds.tasks).toMatchObject([
      {
        id: "rds-db1-2024-03-01-11-50",
        sourceArn: snapshot.arn,
        bucket: "export-bucket",
        status: "STARTING",
      },
    ]);
    expect(world.takeOnly("copier")).toMatchObject({
      body: JSON.stringify({
        ExportTaskIdentifier: "rds-db1-2024-03-01-11-50",
        ExportBucket: "export-bucket",
        DBInstanceIdentifier: "db1",
      }),
      delaySeconds: 60,
    });
    expect(world.metrics).toEqual({ exportStarted: 1 });
    expect(world.flushes).toBe(1);
  });

  it("writes one log line per decision: snapshot, export task, decision, reason, next step", async () => {
    const world = new World(NOON);
    const snapshot = world.aws.rds.addSnapshot("s1", new Date(NOON));
    await world.invoke("export", event(NOON));
    expect(world.log).toHaveLength(1);
    expect(world.log[0]).toMatchObject({
      level: "info",
      fields: {
        snapshot: snapshot.arn,
        exportTask: "s1",
        decision: "start",
        reason: expect.stringContaining("available"),
        nextStep: expect.stringContaining("60 s"),
      },
    });
  });

  it("passes role, key and bucket of its environment to RDS", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", new Date(NOON));
    await world.invoke("export", event(NOON));
    const form = new URLSearchParams(
      world.aws.calls.find((call) => call.operation === "StartExportTask")?.input,
    );
    expect(form.get("IamRoleArn")).toBe("arn:aws:iam::123456789012:role/export-service");
    expect(form.get("KmsKeyId")).toBe("1234abcd-12ab-34cd-56ef-1234567890ab");
    expect(form.get("S3BucketName")).toBe("export-bucket");
  });

  it("reads every page of snapshots, those of AWS Backup included", async () => {
    const world = new World(NOON);
    for (let day = 1; day < 8; day++)
      world.aws.rds.addSnapshot(`rds:db1-old-${day}`, new Date(Date.UTC(2024, 1, day)));
    world.aws.rds.addSnapshot("rds:db1-new", new Date("2024-03-01T11:55:00Z"));
    world.aws.rds.addSnapshot("awsbackup:job-1", new Date("2024-03-01T11:56:00Z"), { type: "awsbackup" });
    await world.invoke("export", event(NOON));
    expect(world.aws.rds.tasks.map((task) => task.id).sort()).toEqual(["awsbackup-job-1", "rds-db1-new"]);
  });

  it("takes the raw event, without SNS's envelope, as well", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", new Date(NOON));
    await world.invoke("export", JSON.stringify(rdsEvent(new Date(NOON))));
    expect(world.aws.rds.tasks).toHaveLength(1);
  });

  it.each([
    ["RDS's greeting", snsEnvelope(GREETING)],
    ["RDS's greeting by raw delivery", GREETING],
    ["another event", event(NOON, { "Event ID": "http://x#RDS-EVENT-0086" })],
    ["another source", event(NOON, { "Event Source": "db-snapshot", "Event ID": "http://x#RDS-EVENT-0091" })],
  ])("acknowledges and logs %s", async (_name, body) => {
    const world = new World(NOON);
    const answer = await world.invoke("export", body);
    expect(answer.batchItemFailures).toEqual([]);
    expect(world.decisions()).toEqual(["ignore"]);
    expect(world.metrics).toEqual({ messageIgnored: 1 });
    expect(world.aws.calls).toEqual([]);
  });
});

describe("defect 2: a refused StartExportTask is never swallowed", () => {
  it.each([
    ["KMSKeyNotAccessibleFault", "KMS_KEY_NOT_ACCESSIBLE", /KMS_KEY_ID/],
    ["InvalidS3BucketFault", "INVALID_S3_BUCKET", /S3_BUCKET_NAME/],
    ["InvalidParameterValue", "INVALID_PARAMETER_VALUE", /Terraform/],
    ["AccessDenied", "ACCESS_DENIED", /iam:PassRole/],
    ["SomethingNew", "SOMETHING_NEW", /correct what its message names/],
  ])("%s goes to the dead-letter queue with its remedy", async (code, expected, remedy) => {
    const world = new World(NOON);
    const snapshot = world.aws.rds.addSnapshot("s1", new Date(NOON));
    world.aws.fail("StartExportTask", refusal(code, code === "AccessDenied" ? 403 : 400));
    const answer = await world.invoke("export", event(NOON));
    expect(answer.batchItemFailures).toEqual([]);
    expect(world.letters("export")).toMatchObject([
      {
        function: "rds-snapshot-to-s3",
        code: expected,
        snapshot: snapshot.arn,
        remedy: expect.stringMatching(remedy),
      },
    ]);
    expect(world.drain("copier")).toEqual([]);
    expect(world.metrics).toEqual({ messageDeadLettered: 1 });
    expect(world.log.at(-1)).toMatchObject({ level: "error", fields: { decision: "reject" } });
  });

  it("a letter that is redriven exports that snapshot, and no other", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", new Date(NOON));
    world.aws.fail("StartExportTask", refusal("KMSKeyNotAccessibleFault"));
    await world.invoke("export", event(NOON));
    world.aws.heal();
    world.aws.rds.addSnapshot("s2", new Date(NOON));
    await world.invoke("export", world.takeOnly("export-dead").body);
    expect(world.aws.rds.tasks.map((task) => task.id)).toEqual(["s1"]);
  });

  it.each(["IamRoleNotFound", "IamRoleMissingPermissions"])(
    "%s is given a quarter of an hour to heal",
    async (code) => {
      const world = new World(NOON);
      world.aws.rds.addSnapshot("s1", new Date(NOON));
      world.aws.fail("StartExportTask", refusal(code));
      await world.invoke("export", event(NOON));
      await world.runUntil("2024-03-01T12:14:00Z");
      expect(world.letters("export")).toEqual([]);
      await world.runUntil("2024-03-01T12:20:00Z");
      expect(world.letters("export")).toMatchObject([{ remedy: expect.stringContaining("IAM_ROLE_ARN") }]);
    },
  );

  it("a failure that heals is sent back as a request for that snapshot, and then exported", async () => {
    const world = new World(NOON);
    const snapshot = world.aws.rds.addSnapshot("s1", new Date(NOON));
    world.aws.fail("StartExportTask", refusal("InternalFailure", 500), 2);
    await world.invoke("export", event(NOON));
    const sent = world.takeOnly("export");
    expect(JSON.parse(sent.body)).toEqual({
      SnapshotArn: snapshot.arn,
      SnapshotCreateTime: NOON,
      DBInstanceIdentifier: "db1",
    });
    expect(sent.delaySeconds).toBe(30);
    expect(sent.attributes["WaitingFor"]?.StringValue).toBe("healable-failure");
    await world.invoke("export", delivered(sent, "export"));
    expect(world.aws.rds.tasks).toHaveLength(1);
  });

  it("an export whose answer got lost is found again, not started twice", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", new Date(NOON));
    world.aws.fail("StartExportTask", { kind: "answer-lost" }, 1);
    await world.invoke("export", event(NOON));
    expect(world.aws.rds.tasks).toHaveLength(1);
    expect(world.drain("copier")).toHaveLength(1);
  });
});

describe("defect 5: the quota counts every running task", () => {
  it.each(["STARTING", "IN_PROGRESS", "CANCELING"])("waits while five tasks are %s", async (status) => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", new Date(NOON));
    world.aws.rds.occupySlots(5, status);
    await world.invoke("export", event(NOON));
    expect(world.aws.count("StartExportTask")).toBe(0);
    expect(world.takeOnly("export").attributes["WaitingFor"]?.StringValue).toBe("export-quota");
  });

  it("does not count tasks that have ended", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", new Date(NOON));
    for (const status of ["COMPLETE", "FAILED", "CANCELED"]) world.aws.rds.occupySlots(5, status);
    await world.invoke("export", event(NOON));
    expect(world.aws.count("StartExportTask")).toBe(1);
  });

  it("waits on ExportTaskLimitReachedFault, which no model knows", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", new Date(NOON));
    world.aws.rds.quota = 0;
    await world.invoke("export", event(NOON));
    expect(world.takeOnly("export").attributes["WaitingFor"]?.StringValue).toBe("export-quota");
  });

  it("exports a snapshot whose event waited ten days for a slot", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", new Date(NOON));
    world.aws.rds.occupySlots(5);
    await world.invoke("export", event(NOON));
    world.now = new Date("2024-03-11T12:00:00Z");
    await world.invoke("export", delivered(world.takeOnly("export"), "export"));
    world.aws.rds.addSnapshot("later", new Date("2024-03-11T11:00:00Z"));
    for (const task of world.aws.rds.tasks) task.status = "COMPLETE";
    await world.runUntil("2024-03-11T12:10:00Z");
    expect(world.aws.rds.tasks.at(-1)?.id).toBe("s1");
  });

  it("tells somebody when no slot became free in 13 days", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", new Date(NOON));
    world.aws.rds.occupySlots(5);
    await world.invoke("export", event(NOON));
    world.now = new Date("2024-03-14T11:59:00Z");
    await world.invoke("export", delivered(world.takeOnly("export"), "export"));
    expect(world.aws.sqs.messages("export")).toMatchObject([{ delaySeconds: 60 }]);
    await world.runUntil("2024-03-14T12:00:00Z");
    expect(world.letters("export")).toMatchObject([{ code: "EXPORT_QUOTA_FULL" }]);
    expect(world.drain("export")).toEqual([]);
  });
});

describe("a snapshot that has waited for a slot", () => {
  /** It has waited, and the slots are free since. */
  const queued = async (): Promise<World> => {
    const world = new World(NOON, { maxAttempts: 1 });
    world.aws.rds.addSnapshot("s1", new Date(NOON));
    world.aws.rds.occupySlots(5);
    await world.invoke("export", event(NOON));
    for (const task of world.aws.rds.tasks) task.status = "COMPLETE";
    return world;
  };
  const waits = (world: World): readonly (string | undefined)[] =>
    world.log.map(({ fields }) => /for ([a-z-]+), until/.exec(String(fields["nextStep"]))?.[1]);

  it("keeps its place behind older ones when RDS does not answer in between", async () => {
    const world = await queued();
    world.aws.fail("DescribeExportTasks", refusal("Throttling"), 1);
    await world.runUntil("2024-03-01T12:10:00Z");
    expect(waits(world).slice(0, 3)).toEqual(["export-quota", "healable-failure", "export-turn"]);
    expect(world.metrics).toMatchObject({ exportStarted: 1 });
  });

  it.each([
    ["does not answer", refusal("InternalFailure", 500), "STILL_FAILING"],
    [
      "finds the role's permissions missing",
      refusal("IamRoleMissingPermissions"),
      "IAM_ROLE_MISSING_PERMISSIONS",
    ],
  ])("is told of in time when RDS %s once it has a slot", async (_name, failure, code) => {
    const world = await queued();
    world.aws.fail("StartExportTask", failure, Infinity);
    await world.runUntil("2024-03-01T20:00:00Z");
    expect(world.letters("export")).toMatchObject([{ code }]);
    expect(world.aws.count("StartExportTask")).toBeLessThan(60);
  });
});

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

describe("defect 13: unreadable messages", () => {
  it.each([
    ["no JSON", "{oops"],
    ["JSON of another kind", "[1,2]"],
    ["null", "null"],
    ["an envelope around something else", snsEnvelope("certainly not JSON")],
    ["an event without an id", event(NOON, { "Event ID": "http://x" })],
    ["an event without a time", event(NOON, { "Event Time": "yesterday" })],
  ])("%s goes to the dead-letter queue at once, quoted", async (_name, body) => {
    const world = new World(NOON);
    const answer = await world.invoke("export", body);
    expect(answer.batchItemFailures).toEqual([]);
    expect(world.letters("export")).toMatchObject([
      { code: "UNREADABLE_MESSAGE", original: body, messageId: "record-1", failedAt: NOON },
    ]);
  });

  it("a body of the largest size is quoted in part, fits the queue, and is not processed when redriven", async () => {
    const world = new World(NOON);
    await world.invoke("export", `"${'ü\\"'.repeat(250_000)}`);
    const { body } = world.takeOnly("export-dead");
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(262_144);
    expect(JSON.parse(body)).toMatchObject({ originalBytesCut: expect.any(Number) });
    await world.invoke("export", body);
    expect(world.letters("export")).toMatchObject([{ code: "LETTER_CUT" }]);
  });
});

describe("several records in one invocation", () => {
  it("do not hold each other, and only what no queue takes is reported", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", new Date("2024-03-01T11:55:00Z"));
    world.aws.fail("SendMessage", refusal("InternalFailure", 500), Infinity, (input) =>
      input.includes("poison"),
    );
    const answer = await world.invoke("export", "poison", event(NOON), snsEnvelope(GREETING));
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "record-1" }]);
    expect(world.aws.rds.tasks).toHaveLength(1);
    expect(world.flushes).toBe(1);
    expect(world.log.find(({ level }) => level === "error")?.message).toContain(
      "SQS delivers the message again",
    );
  });

  it("are all reported when no queue takes anything", async () => {
    const world = new World(NOON);
    world.aws.fail("SendMessage", { kind: "connection-lost" });
    const answer = await world.invoke("export", "poison", "poison too");
    expect(answer.batchItemFailures).toHaveLength(2);
  });
});

describe("message attributes", () => {
  it("that are garbage count as absent, with a warning", async () => {
    const world = new World(NOON);
    world.aws.rds.occupySlots(5);
    world.aws.rds.addSnapshot("s1", new Date(NOON));
    const attribute = (stringValue: string) => ({ dataType: "String" as const, stringValue });
    const record = sqsRecord(event(NOON), {
      messageAttributes: {
        FirstSeen: attribute("long ago"),
        WaitingFor: attribute("Godot"),
        Attempt: attribute("-1"),
        Deadline: attribute("never"),
      },
    });
    const answer = await world.invoke("export", record);
    expect(answer.batchItemFailures).toEqual([]);
    expect(world.log.filter(({ level }) => level === "warn")).toHaveLength(2);
    expect(world.takeOnly("export").attributes).toMatchObject({
      FirstSeen: { StringValue: NOON },
      Attempt: { StringValue: "1" },
    });
  });
});

describe("what nobody foresaw", () => {
  it("is tried for an hour, then told with the error's name and message", async () => {
    const world = new World(NOON);
    jest.spyOn(FakeAws.prototype, "handle").mockRejectedValue(new TypeError("undefined is not a function"));
    const answer = await world.invoke("export", event(NOON));
    // Even the queue cannot be reached: SQS delivers again.
    expect(answer.batchItemFailures).toHaveLength(1);
    jest.restoreAllMocks();

    const snapshot = world.aws.rds.addSnapshot("s1", new Date(NOON));
    // RDS leaves out what makes a snapshot.
    Object.assign(snapshot, { arn: undefined });
    await world.invoke("export", event(NOON));
    await world.runUntil("2024-03-01T12:55:00Z");
    expect(world.letters("export")).toEqual([]);
    expect(world.log.at(-1)).toMatchObject({ level: "warn", fields: { error: expect.any(Error) } });
    await world.runUntil("2024-03-01T13:10:00Z");
    expect(world.letters("export")).toMatchObject([
      { code: "UNEXPECTED_ERROR", reason: expect.stringContaining("snapshot without ARN") },
    ]);
  });
});
