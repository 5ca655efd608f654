import { exported, MESSAGE, NOON } from "../../support/functions/exported-by-a-1";
import { delivered, World } from "../../support/functions/world";

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
