import { snsEnvelope, rdsEvent } from "../../support/functions/records";
import type { FakeTask } from "../../support/functions/fake-rds";
import { delivered, World } from "../../support/functions/world";

const NOON = "2024-03-01T12:00:00.000Z";
const MESSAGE = JSON.stringify({ ExportTaskIdentifier: "a-1", ExportBucket: "export-bucket" });
const PARTITION = "import_year=2024/import_month=02/import_day=29/import_date=20240229";
const refusal = (code: string, status = 400) =>
  ({ kind: "refusal", status, code, message: `${code} said AWS` }) as const;

interface Given {
  readonly task?: Partial<FakeTask>;
  readonly snapshotName?: string;
  readonly copier?: Partial<Record<"WORKFLOW_NAME" | "BACKDATED_WORKFLOW_NAME", string>>;
  readonly maxAttempts?: number;
}

/** An export a-1 of a snapshot of 29 February with one table of two files. */
function exported({ task, snapshotName = "a-1", ...given }: Given = {}): World {
  const world = new World(NOON, given);
  const snapshot = world.aws.rds.addSnapshot(snapshotName, new Date("2024-02-29T23:30:00Z"));
  world.aws.rds.addTask("a-1", snapshot, task);
  for (const key of ["_SUCCESS", "part-00000-u.gz.parquet", "part-00001-u.gz.parquet"])
    world.aws.s3.put("export-bucket", `a-1/academy/public.person/1/${key}`);
  world.aws.s3.put("export-bucket", "a-1/export_info_a-1.json");
  return world;
}

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

describe("defect 4: every state of a task ends", () => {
  it.each(["FAILED", "CANCELED"])(
    "%s goes to the dead-letter queue with RDS's cause and how to repeat it",
    async (status) => {
      const world = exported({ task: { status, failureCause: "S3 said 403 Forbidden" } });
      await world.invoke("copier", MESSAGE);
      const [letter] = world.letters("copier");
      expect(letter).toMatchObject({
        code: `EXPORT_${status}`,
        reason: expect.stringContaining("403 Forbidden"),
      });
      expect(world.log.at(-1)?.level).toBe("error");

      const request = /\{.*\}/.exec(letter?.remedy ?? "")?.[0] ?? "";
      await world.invoke("export", request);
      expect(world.aws.rds.tasks.map(({ id }) => id)).toEqual(["a-1", "a-1-r2"]);
    },
  );

  it("a state that RDS did not have yet is told", async () => {
    const world = exported({ task: { status: "PAUSED" } });
    await world.invoke("copier", MESSAGE);
    expect(world.letters("copier")).toMatchObject([{ code: "UNKNOWN_EXPORT_STATUS" }]);
  });

  it.each(["STARTING", "IN_PROGRESS", "CANCELING"])(
    "%s is waited for, seven days at most",
    async (status) => {
      const world = exported({ task: { status, percentProgress: 7 } });
      await world.invoke("copier", MESSAGE);
      const message = world.takeOnly("copier");
      expect(message.attributes["Deadline"]?.StringValue).toBe("2024-03-08T12:00:00.000Z");
      world.now = new Date("2024-03-08T12:00:00Z");
      await world.invoke("copier", delivered(message, "copier"));
      expect(world.letters("copier")).toMatchObject([
        { code: "EXPORT_STILL_RUNNING", reason: expect.stringContaining("7 %") },
      ]);
    },
  );

  it("a task that RDS does not know is waited for a short while", async () => {
    const world = new World(NOON);
    await world.invoke("copier", MESSAGE);
    await world.runUntil("2024-03-01T12:20:00Z");
    expect(world.letters("copier")).toMatchObject([{ code: "EXPORT_TASK_NOT_FOUND", exportTask: "a-1" }]);
  });

  it("a message whose bucket is not the task's is rejected", async () => {
    const world = exported({ task: { bucket: "elsewhere" } });
    await world.invoke("copier", MESSAGE);
    expect(world.letters("copier")).toMatchObject([{ code: "BUCKETS_DIFFER" }]);
  });

  it("a message that names another bucket says nothing of the export, which lands", async () => {
    const world = exported();
    const named = { ExportTaskIdentifier: "a-1", DBInstanceIdentifier: "db1" };
    await world.invoke("copier", JSON.stringify({ ...named, ExportBucket: "another-bucket" }));
    expect(world.letters("copier")).toMatchObject([{ code: "BUCKETS_DIFFER" }]);
    await world.invoke("copier", JSON.stringify({ ...named, ExportBucket: "export-bucket" }));
    expect(world.metrics).toMatchObject({ snapshotLanded: 1 });
  });
});

describe("a COMPLETE task with a WarningMessage", () => {
  it("lands, lists the skipped tables and counts them", async () => {
    const warningMessage = JSON.stringify({
      skippedTables: [{ table: "public.odd", reason: "PERMISSIONS_DO_NOT_EXIST" }, "public.other"],
      skippedObjectives: [],
      general: [{ reason: "FAILED_TO_EXTRACT_TABLES_LIST_FOR_DATABASE" }],
    });
    const world = exported({ task: { warningMessage } });
    await world.invoke("copier", MESSAGE);
    expect(world.log.find(({ level }) => level === "warn")?.fields).toMatchObject({
      exportTask: "a-1",
      skippedTables: [expect.stringContaining("public.odd"), "public.other"],
      general: [expect.stringContaining("FAILED_TO_EXTRACT")],
    });
    expect(world.metrics.tablesSkipped).toBe(3);
    expect(world.aws.glue.runs).toHaveLength(1);
  });
});

describe("a general warning may mean a whole database", () => {
  const GENERAL = JSON.stringify({
    skippedTables: [],
    skippedObjectives: [],
    general: [{ reason: "FAILED_TO_EXTRACT_TABLES_LIST_FOR_DATABASE" }],
  });

  it("is counted for the alarm, although no table is named", async () => {
    const world = exported({ task: { warningMessage: GENERAL } });
    await world.invoke("copier", MESSAGE);
    expect(world.metrics.tablesSkipped).toBe(1);
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("starts no workflow when not one file was exported", async () => {
    const world = new World(NOON);
    const snapshot = world.aws.rds.addSnapshot("a-1", new Date("2024-02-29T23:30:00Z"));
    world.aws.rds.addTask("a-1", snapshot, { warningMessage: GENERAL });
    world.aws.s3.put("export-bucket", "a-1/export_info_a-1.json");
    await world.invoke("copier", MESSAGE);
    expect(world.letters("copier")).toMatchObject([
      { code: "EXPORT_WITHOUT_TABLES", reason: expect.stringContaining("FAILED_TO_EXTRACT") },
    ]);
    expect(world.aws.glue.runs).toEqual([]);
  });
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

describe("defect 8, as far as it is closed: time that runs short", () => {
  it("stops, sends the message back, and gives up loudly when no attempt gets any further", async () => {
    const world = exported();
    world.remainingMilliseconds = () => 60_000;
    await world.invoke("copier", MESSAGE);
    expect(world.aws.count("CopyObject")).toBe(0);
    expect(world.aws.sqs.messages("copier")).toHaveLength(1);
    await world.runUntil("2024-03-01T12:10:00Z");
    expect(world.letters("copier")).toMatchObject([{ code: "COPY_TAKES_TOO_LONG" }]);
    expect(world.aws.glue.runs).toEqual([]);
  });

  it("goes on with what is missing in the next invocation", async () => {
    const world = exported();
    world.aws.s3.pageSize = 50;
    for (let at = 0; at < 300; at++)
      world.aws.s3.put("export-bucket", `a-1/academy/public.many/1/part-${at}.parquet`);
    world.now = new Date("2024-03-01T12:30:00Z");
    let looks = 0;
    world.remainingMilliseconds = () => (++looks < 200 ? 900_000 : 60_000);
    await world.invoke("copier", MESSAGE);
    const first = world.aws.count("CopyObject");
    expect(first).toBeGreaterThan(50);
    expect(first).toBeLessThan(302);
    expect(world.aws.glue.runs).toEqual([]);

    world.remainingMilliseconds = () => 900_000;
    await world.runUntil("2024-03-01T12:40:00Z");
    expect(world.aws.count("CopyObject")).toBe(302);
    expect(world.aws.s3.keys("zone-bucket")).toHaveLength(302);
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("leaves the workflow to the next invocation when the copy took nearly all of this one", async () => {
    const world = exported();
    let looks = 0;
    world.remainingMilliseconds = () => (++looks < 6 ? 900_000 : 30_000);
    await world.invoke("copier", MESSAGE);
    expect(world.aws.count("CopyObject")).toBe(2);
    expect(world.aws.glue.runs).toEqual([]);
    world.remainingMilliseconds = () => 900_000;
    await world.runUntil("2024-03-01T12:05:00Z");
    expect(world.aws.glue.runs).toHaveLength(1);
    expect(world.aws.count("CopyObject")).toBe(2);
  });

  it.each(["CopyObject", "ListObjectsV2"])(
    "lets go of a %s that hangs, in time to send the message back",
    async (operation) => {
      const world = exported();
      world.aws.fail(operation, { kind: "hangs" });
      jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] });
      const start = Date.now();
      world.remainingMilliseconds = () => 90_100 - (Date.now() - start);
      try {
        const invoked = world.invoke("copier", MESSAGE);
        await jest.advanceTimersByTimeAsync(70_200);
        await invoked;
      } finally {
        jest.useRealTimers();
      }
      expect(world.takeOnly("copier").attributes["WaitingFor"]?.StringValue).toBe("time-short");
      expect(world.aws.glue.runs).toEqual([]);
    },
  );
});

describe("a landing that was made before", () => {
  const later = (world: World): World => {
    world.now = new Date("2024-03-01T13:00:00Z");
    return world;
  };

  it("copies nothing twice, also where no workflow tells that it was made", async () => {
    const world = later(exported({ copier: { WORKFLOW_NAME: "" } }));
    await world.invoke("copier", MESSAGE);
    await world.invoke("copier", MESSAGE);
    expect(world.aws.count("CopyObject")).toBe(2);
    // The manifest tells, without a look at any file.
    expect(world.decisions()).toEqual(["landed", "already-landed"]);
  });

  it.each([
    [
      "of another size",
      (world: World, key: string) => {
        world.aws.s3.put("zone-bucket", key, 99);
      },
    ],
    [
      "older than the export",
      (world: World, key: string) => {
        world.now = new Date("2024-03-01T11:00:00Z");
        world.aws.s3.put("zone-bucket", key, 100);
        later(world);
      },
    ],
  ])("replaces a file at its key that is %s: it is another export's", async (_, putOther) => {
    const world = later(exported());
    putOther(world, `housing/academy/public.person/${PARTITION}/part-00000-u.gz.parquet`);
    await world.invoke("copier", MESSAGE);
    expect(world.aws.count("CopyObject")).toBe(2);
  });

  it("copies everything where the zone may not be listed, but calls nothing landed that it cannot see", async () => {
    const world = later(exported());
    world.aws.fail("ListObjectsV2", refusal("AccessDenied", 403), Infinity, (input) =>
      input.includes("zone-bucket"),
    );
    await world.invoke("copier", MESSAGE);
    expect(world.aws.count("CopyObject")).toBe(2);
    expect(world.aws.glue.runs).toEqual([]);
    expect(world.letters("copier")).toMatchObject([
      { code: "ZONE_NOT_LISTABLE", remedy: expect.stringContaining("s3:ListBucket") },
    ]);

    world.aws.heal();
    await world.invoke("copier", world.takeOnly("copier-dead").body);
    expect(world.aws.count("CopyObject")).toBe(2);
    expect(world.aws.glue.runs).toHaveLength(1);
  });
});

describe("defect 9: copies in flight are bounded", () => {
  it("keeps 64 in flight, not one page after the other", async () => {
    const world = exported();
    world.aws.s3.pageSize = 50;
    for (let at = 0; at < 300; at++)
      world.aws.s3.put("export-bucket", `a-1/academy/public.many/1/part-${at}.parquet`);
    await world.invoke("copier", MESSAGE);
    expect(world.aws.s3.keys("zone-bucket")).toHaveLength(302);
    expect(world.aws.s3.mostInFlight).toBeGreaterThan(32);
    expect(world.aws.s3.mostInFlight).toBeLessThanOrEqual(64);
  });
});

describe("defect 10: files over 5 GiB", () => {
  it("land with the others, and the workflow starts", async () => {
    const world = exported();
    world.aws.s3.put("export-bucket", "a-1/academy/public.zzz/1/big.parquet", 5 * 1024 ** 3 + 1);
    await world.invoke("copier", MESSAGE);
    expect(
      world.aws.s3.object("zone-bucket", `housing/academy/public.zzz/${PARTITION}/big.parquet`)?.size,
    ).toBe(5 * 1024 ** 3 + 1);
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("a file of just 5 GiB is copied", async () => {
    const world = exported();
    world.aws.s3.put("export-bucket", "a-1/academy/public.zzz/1/big.parquet", 5 * 1024 ** 3);
    await world.invoke("copier", MESSAGE);
    expect(world.aws.s3.keys("zone-bucket")).toHaveLength(3);
  });
});

describe("files that cannot land", () => {
  it("two that would land on one key are an error that names both", async () => {
    const world = exported();
    world.aws.s3.put("export-bucket", "a-1/academy/public.person/2/part-00000-u.gz.parquet");
    await world.invoke("copier", MESSAGE);
    expect(world.letters("copier")).toMatchObject([
      { code: "LANDING_KEYS_COLLIDE", reason: expect.stringMatching(/\/1\/part-00000.*\/2\/part-00000/) },
    ]);
    expect(world.aws.glue.runs).toEqual([]);
  });

  it("a Parquet file outside RDS's layout is an error", async () => {
    const world = exported();
    world.aws.s3.put("export-bucket", "a-1/stray.parquet");
    await world.invoke("copier", MESSAGE);
    expect(world.letters("copier")).toMatchObject([
      { code: "UNKNOWN_LAYOUT", reason: expect.stringContaining("stray") },
    ]);
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

describe("defect 14: a small database is not kept waiting", () => {
  it("is looked at after 60 s, then ever less often, at most every 300 s", async () => {
    const world = exported({ task: { status: "STARTING" } });
    const delays: number[] = [];
    await world.invoke("copier", MESSAGE);
    for (let look = 0; look < 8; look++) {
      const message = world.takeOnly("copier");
      delays.push(message.delaySeconds);
      world.now = new Date(world.now.getTime() + message.delaySeconds * 1000);
      await world.invoke("copier", delivered(message, "copier"));
    }
    expect(delays).toEqual([60, 90, 135, 203, 300, 300, 300, 300]);
  });
});

describe("the workflow", () => {
  it("is not started again for a landing that had one; without a manifest the files are seen to first", async () => {
    const world = exported();
    for (const other of ["x", "y", "a-1"])
      world.aws.glue.runs.push({
        id: `wr_${other}`,
        workflow: "workflow",
        properties: { export_task_id: other },
      });
    await world.invoke("copier", MESSAGE);
    expect(world.aws.glue.runs).toHaveLength(3);
    // A run says nothing of the files: earlier releases started one without a look at them.
    expect(world.aws.s3.keys("zone-bucket")).toHaveLength(2);
    expect(world.decisions()).toEqual(["landed"]);
  });

  it("is waited for when it takes no further run, without copying again", async () => {
    const world = exported();
    world.aws.fail("StartWorkflowRun", refusal("ConcurrentRunsExceededException"), 3);
    await world.invoke("copier", MESSAGE);
    await world.runUntil("2024-03-01T13:00:00Z");
    expect(world.aws.count("CopyObject")).toBe(2);
    expect(world.aws.glue.runs).toHaveLength(1);
    expect(world.metrics).toMatchObject({ snapshotLanded: 1, filesCopied: 2, messageWaiting: 3 });
  });

  it("is started at once, although the answer to its claim got lost", async () => {
    const world = exported();
    world.aws.fail("PutObject", { kind: "answer-lost" }, 1, (path) => path.includes("workflow-start.json"));
    await world.invoke("copier", MESSAGE);
    expect(world.decisions()).toEqual(["landed"]);
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("whose start was carried out, but whose answer got lost, is not started again", async () => {
    const world = exported();
    world.aws.fail("StartWorkflowRun", { kind: "answer-lost" }, 1);
    await world.invoke("copier", MESSAGE);
    await world.runUntil("2024-03-01T13:00:00Z");
    expect(world.aws.glue.runs).toHaveLength(1);
    expect(world.decisions()).toEqual(["wait", "landed"]);
  });

  it.each([
    ["is gone", "EntityNotFoundException", "ENTITY_NOT_FOUND"],
    ["is denied", "AccessDeniedException", "ACCESS_DENIED"],
  ])("that %s ends in a dead letter that says the files are landed", async (_name, code, expected) => {
    const world = exported();
    world.aws.fail("GetWorkflowRuns", refusal(code));
    world.aws.fail("StartWorkflowRun", refusal(code));
    await world.invoke("copier", MESSAGE);
    expect(world.aws.s3.keys("zone-bucket")).toHaveLength(2);
    expect(world.letters("copier")).toMatchObject([
      { code: expected, remedy: expect.stringMatching(/^The files are landed/) },
    ]);
  });

  it("is started once when two messages for one task come one after the other", async () => {
    const world = exported();
    await world.invoke("copier", MESSAGE, MESSAGE);
    await world.invoke("copier", MESSAGE);
    expect(new Set(world.aws.glue.runs.map(({ properties }) => properties["export_task_id"]))).toEqual(
      new Set(["a-1"]),
    );
    expect(world.decisions().at(-1)).toBe("already-landed");
  });
});

describe("export and copier together", () => {
  it("carry a backup from its event to the zone and the workflow", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("rds:db1-2024-03-01-11-50", new Date("2024-03-01T11:52:00Z"));
    await world.invoke("export", snsEnvelope(rdsEvent(new Date(NOON))));
    await world.runUntil("2024-03-01T13:00:00Z", () => {
      const task = world.aws.rds.tasks[0];
      if (task === undefined || world.now < new Date("2024-03-01T12:15:00Z")) return;
      task.status = "COMPLETE";
      world.aws.s3.put("export-bucket", `${task.id}/academy/public.person/1/part-0.gz.parquet`);
    });
    expect(world.aws.s3.keys("zone-bucket")).toEqual([
      "housing/academy/public.person/import_year=2024/import_month=03/import_day=01/import_date=20240301/part-0.gz.parquet",
    ]);
    expect(world.aws.glue.runs).toHaveLength(1);
    expect([...world.letters("export"), ...world.letters("copier")]).toEqual([]);
  });
});
