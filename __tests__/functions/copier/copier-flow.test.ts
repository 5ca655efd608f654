import { rdsEvent, snsEnvelope } from "../../support/functions/records";
import { exported, MESSAGE, NOON, PARTITION, refusal } from "../../support/functions/exported-by-a-1";

describe("the copier", () => {
  it("lands each Parquet file under its table and the snapshot's day, and nothing else", async () => {
    const world = exported();
    world.aws.s3.put("export-bucket", "a-1/academy/public.old_layout/part-00000-u.gz.parquet");
    const answer = await world.invoke("copier", MESSAGE);
    expect(answer.batchItemFailures).toEqual([]);
    expect(world.aws.s3.keys("zone-bucket")).toEqual([
      `housing/academy/public.old_layout/${PARTITION}/part-00000-u.gz.parquet`,
      `housing/academy/public.person/${PARTITION}/part-00000-u.gz.parquet`,
      `housing/academy/public.person/${PARTITION}/part-00001-u.gz.parquet`,
    ]);
    expect(world.metrics).toEqual({ snapshotLanded: 1, filesCopied: 3, bytesCopied: 300 });
    expect(world.flushes).toBe(1);
  });

  it("gives the bucket's owner full control and lets the zone's own encryption apply", async () => {
    const world = exported();
    await world.invoke("copier", MESSAGE);
    const key = `housing/academy/public.person/${PARTITION}/part-00000-u.gz.parquet`;
    const headers = world.aws.s3.object("zone-bucket", key)?.headers;
    expect(headers?.["x-amz-acl"]).toBe("bucket-owner-full-control");
    expect(Object.keys(headers ?? {}).filter((name) => name.includes("encryption"))).toEqual([]);
  });

  it("starts the workflow with the day and the export task as run properties", async () => {
    const world = exported();
    await world.invoke("copier", MESSAGE);
    expect(world.aws.glue.runs).toEqual([
      { id: "wr_1", workflow: "workflow", properties: { import_date: "20240229", export_task_id: "a-1" } },
    ]);
    expect(world.log).toMatchObject([
      {
        level: "info",
        fields: { decision: "landed", exportTask: "a-1", tables: 1, emptyTables: 0, files: 2, bytes: 200 },
      },
    ]);
  });

  it("starts none where none is set", async () => {
    const world = exported({ copier: { WORKFLOW_NAME: "" } });
    await world.invoke("copier", MESSAGE);
    expect(world.aws.calls.filter(({ service }) => service === "glue")).toEqual([]);
    expect(world.decisions()).toEqual(["landed"]);
  });

  it("lands a backdated snapshot under the day in its name and starts the other workflow", async () => {
    const world = exported({ snapshotName: "sql-to-parquet-2021-07-04-backdated" });
    await world.invoke("copier", MESSAGE);
    expect(world.aws.s3.keys("zone-bucket")[0]).toContain("/import_date=20210704/");
    expect(world.aws.glue.runs).toMatchObject([
      { workflow: "backdated-workflow", properties: { import_date: "20210704" } },
    ]);
  });

  it("refuses a backdated name whose day does not exist, rather than guess", async () => {
    const world = exported({ snapshotName: "sql-to-parquet-2021-02-30-backdated" });
    await world.invoke("copier", MESSAGE);
    expect(world.letters("copier")).toMatchObject([{ code: "NO_LANDING_DATE" }]);
    expect(world.aws.s3.keys("zone-bucket")).toEqual([]);
  });

  it("tells once of a complete export that cannot land, unless a person asks again", async () => {
    const world = exported();
    world.aws.s3.buckets.get("export-bucket")?.clear();
    const routine = JSON.stringify({ ...(JSON.parse(MESSAGE) as object), DBInstanceIdentifier: "db1" });
    await world.invoke("copier", routine);
    await world.invoke("copier", routine);
    expect(world.letters("copier")).toMatchObject([{ code: "EXPORT_IS_EMPTY" }]);
    expect(world.decisions()).toEqual(["reject", "told-before"]);
    await world.invoke("copier", MESSAGE);
    expect(world.letters("copier")).toHaveLength(2);
  });

  it("finds keys with odd characters and copies just these", async () => {
    const world = exported();
    const odd = "a-1/my db/public.täble+1 %41 &<'\"()*!/1/part-0.parquet";
    world.aws.s3.put("export-bucket", odd);
    await world.invoke("copier", MESSAGE);
    const key = world.aws.s3.keys("zone-bucket").find((each) => each.includes("my db"));
    expect(key).toBe(`housing/my db/public.täble+1 %41 &<'"()*!/${PARTITION}/part-0.parquet`);
    expect(world.aws.s3.object("zone-bucket", key ?? "")?.copiedFrom).toBe(`export-bucket/${odd}`);
  });

  it("looks under the task's own prefix", async () => {
    const world = exported({ task: { prefix: "exports/daily/" } });
    world.aws.s3.put("export-bucket", "exports/daily/a-1/academy/public.person/1/part-9.parquet");
    await world.invoke("copier", MESSAGE);
    expect(world.aws.s3.keys("zone-bucket")).toEqual([
      `housing/academy/public.person/${PARTITION}/part-9.parquet`,
    ]);
  });

  it("says so when every table is empty: zero files, but landed", async () => {
    const world = exported();
    for (const key of world.aws.s3.keys("export-bucket"))
      if (key.endsWith("parquet")) world.aws.s3.buckets.get("export-bucket")?.delete(key);
    await world.invoke("copier", MESSAGE);
    expect(world.log[0]?.fields).toMatchObject({
      decision: "landed",
      reason: expect.stringContaining("zero files"),
    });
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("tells somebody when nothing at all is there", async () => {
    const world = exported();
    world.aws.s3.buckets.get("export-bucket")?.clear();
    await world.invoke("copier", MESSAGE);
    expect(world.letters("copier")).toMatchObject([{ code: "EXPORT_IS_EMPTY", exportTask: "a-1" }]);
    expect(world.aws.glue.runs).toEqual([]);
  });
});

describe("defect 1: one failed copy means no workflow", () => {
  const isSecond = (path: string): boolean => path.includes("part-00001");

  it("a denied copy goes to the dead-letter queue and names what to allow", async () => {
    const world = exported();
    world.aws.fail("CopyObject", refusal("AccessDenied", 403), Infinity, isSecond);
    await world.invoke("copier", MESSAGE);
    expect(world.aws.glue.runs).toEqual([]);
    expect(world.letters("copier")).toMatchObject([
      {
        code: "ACCESS_DENIED",
        reason: expect.stringContaining("part-00001-u.gz.parquet"),
        remedy: expect.stringMatching(/landing zone.*s3:PutObjectAcl.*kms:GenerateDataKey/),
      },
    ]);
  });

  it.each([
    ["throttling", refusal("SlowDown", 503)],
    ["an error in an answer of 200", { kind: "error-in-200", code: "InternalError" } as const],
    ["a lost connection", { kind: "connection-lost" } as const],
  ])("%s is tried again by the SDK", async (_name, fault) => {
    const world = exported();
    world.aws.fail("CopyObject", fault, 1, isSecond);
    await world.invoke("copier", MESSAGE);
    expect(world.aws.s3.keys("zone-bucket")).toHaveLength(2);
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("a copy that keeps failing sends the message back, and the next look lands everything", async () => {
    const world = exported({ maxAttempts: 1 });
    world.aws.fail("CopyObject", { kind: "error-in-200", code: "InternalError" }, 1, isSecond);
    await world.invoke("copier", MESSAGE);
    expect(world.aws.glue.runs).toEqual([]);
    // What comes before the file that failed need not be looked at again.
    const [message] = world.aws.sqs.messages("copier");
    expect(message?.delaySeconds).toBe(30);
    expect(JSON.parse(message?.body ?? "")).toMatchObject({
      ...(JSON.parse(MESSAGE) as object),
      Place: { phase: "copy", after: "a-1/academy/public.person/1/part-00000-u.gz.parquet" },
    });
    await world.runUntil("2024-03-01T12:01:00Z");
    expect(world.aws.s3.keys("zone-bucket")).toHaveLength(2);
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("a copy that fails for six hours ends in the dead-letter queue", async () => {
    const world = exported({ maxAttempts: 1 });
    world.aws.fail("CopyObject", refusal("SlowDown", 503));
    await world.invoke("copier", MESSAGE);
    await world.runUntil("2024-03-01T17:59:00Z");
    expect(world.letters("copier")).toEqual([]);
    await world.runUntil("2024-03-01T18:01:00Z");
    const [letter] = world.letters("copier");
    expect(letter?.code).toBe("STILL_FAILING");
    expect(JSON.parse(letter?.original ?? "")).toMatchObject(JSON.parse(MESSAGE) as object);
  });

  it("the failure that will not heal decides when several happen", async () => {
    const world = exported({ maxAttempts: 1 });
    world.aws.fail("CopyObject", refusal("SlowDown", 503), 1, (path) => path.includes("part-00000"));
    world.aws.fail("CopyObject", refusal("KMS.DisabledException"), 1, isSecond);
    await world.invoke("copier", MESSAGE);
    expect(world.letters("copier")).toMatchObject([
      { code: "KMS_DISABLED", remedy: expect.stringContaining("enabled") },
    ]);
  });

  it("begins no new copies after the first failure", async () => {
    const world = exported();
    for (let at = 0; at < 500; at++)
      world.aws.s3.put("export-bucket", `a-1/academy/public.t${at}/1/p.parquet`);
    world.aws.s3.pageSize = 1000;
    world.aws.fail("CopyObject", refusal("AccessDenied", 403));
    await world.invoke("copier", MESSAGE);
    expect(world.aws.count("CopyObject")).toBeLessThanOrEqual(64);
  });

  it("a bucket that is not there is told with its remedy", async () => {
    const world = exported();
    world.aws.s3.buckets.delete("export-bucket");
    await world.invoke("copier", MESSAGE);
    expect(world.letters("copier")).toMatchObject([
      { code: "NO_SUCH_BUCKET", remedy: expect.stringContaining("S3_BUCKET_NAME") },
    ]);
  });
});

describe("defect 3: a task's files are its own", () => {
  it("leaves those of a-10 alone", async () => {
    const world = exported();
    world.aws.s3.put("export-bucket", "a-10/academy/public.other/1/part-0.parquet");
    await world.invoke("copier", MESSAGE);
    expect(world.aws.s3.keys("zone-bucket").filter((key) => key.includes("other"))).toEqual([]);
  });
});

describe("defect 13: unreadable messages", () => {
  it.each(["", "{", "null", "{}", '{"ExportTaskIdentifier":"a-1"}', snsEnvelope(rdsEvent(new Date(NOON)))])(
    "%j goes to the dead-letter queue at once",
    async (body) => {
      const world = exported();
      const answer = await world.invoke("copier", body);
      expect(answer.batchItemFailures).toEqual([]);
      expect(world.letters("copier")).toMatchObject([
        { code: "UNREADABLE_MESSAGE", function: "s3-to-s3-copier", original: body },
      ]);
    },
  );
});

it("a letter of the other function is not processed as one's own", async () => {
  const world = exported();
  world.aws.rds.addTask("broken", world.aws.rds.addSnapshot("b", new Date(NOON)), { status: "FAILED" });
  await world.invoke(
    "copier",
    JSON.stringify({ ExportTaskIdentifier: "broken", ExportBucket: "export-bucket" }),
  );
  const letter = world.takeOnly("copier-dead").body;
  await world.invoke("export", letter);
  expect(world.letters("export")).toMatchObject([{ code: "LETTER_OF_ANOTHER_QUEUE" }]);
});
