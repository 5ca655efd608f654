import { event, NOON, refusal } from "../../support/functions/backup-event";
import { GREETING, rdsEvent, snsEnvelope } from "../../support/functions/records";
import { delivered, World } from "../../support/functions/world";

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
