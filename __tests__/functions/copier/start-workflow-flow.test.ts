import { rdsEvent, snsEnvelope } from "../../support/functions/records";
import { exported, MESSAGE, NOON, PARTITION, refusal } from "../../support/functions/exported-by-a-1";
import { World } from "../../support/functions/world";

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
