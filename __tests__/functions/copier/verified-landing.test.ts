import { recordKey } from "../../../functions/shared/landing-records";
import { DATE, exported, manifest, message } from "../../support/functions/two-exported-tables";
import type { World } from "../../support/functions/world";

describe("a manifest", () => {
  it("says what has landed, table by table, the empty ones too", async () => {
    const world = exported();
    await world.invoke("copier", message("a-1"));
    expect(manifest(world)).toMatchObject({
      exportTask: "a-1",
      snapshot: { time: "2024-02-29T23:30:00.000Z", instance: "db1" },
      importDate: "20240229",
      export: { bucket: "export-bucket", prefix: "a-1/" },
      landingZone: { bucket: "zone-bucket", serviceArea: "housing" },
      verifiedAt: "2024-03-01T12:30:00.000Z",
      files: 3,
      bytes: 250,
      tables: [
        { database: "academy", table: "public.empty", files: 0, bytes: 0 },
        { database: "academy", table: "public.order", files: 1, bytes: 50 },
        { database: "academy", table: "public.person", files: 2, bytes: 200 },
      ],
    });
    expect(world.log.at(-1)?.fields).toMatchObject({ tables: 3, emptyTables: 1, files: 3, bytes: 250 });
  });

  it("is written before the workflow starts, and never without it when nothing is wrong", async () => {
    const world = exported();
    await world.invoke("copier", message("a-1"));
    const put = world.aws.calls.findIndex(
      ({ input }) => input.endsWith("/manifest.json") && !input.includes("zone"),
    );
    const start = world.aws.calls.findIndex(({ operation }) => operation === "StartWorkflowRun");
    expect(put).toBeGreaterThan(-1);
    expect(start).toBeGreaterThan(put);
  });

  it("of tables that are all empty lists them, without files", async () => {
    const world = exported();
    for (const key of world.aws.s3.keys("export-bucket"))
      if (key.endsWith("parquet")) world.aws.s3.buckets.get("export-bucket")?.delete(key);
    await world.invoke("copier", message("a-1"));
    expect(manifest(world)).toMatchObject({ files: 0, tables: [{ files: 0 }, { files: 0 }] });
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("makes every further message cheap: nothing is listed or copied", async () => {
    const world = exported();
    await world.invoke("copier", message("a-1"));
    const lists = world.aws.count("ListObjectsV2");
    await world.invoke("copier", message("a-1"));
    expect(world.aws.count("ListObjectsV2")).toBe(lists);
    expect(world.aws.count("CopyObject")).toBe(3);
    expect(world.aws.glue.runs).toHaveLength(1);
    expect(world.metrics.snapshotLanded).toBe(1);
  });
});

describe("an object of the export", () => {
  it.each(["part-0.snappy.parq", "part-0.csv"])(
    "that may be data in another form stops the landing before there is a manifest: %s",
    async (name) => {
      const world = exported();
      world.aws.s3.put("export-bucket", `a-1/academy/public.empty/1/${name}`, 9);
      await world.invoke("copier", message("a-1"));
      expect(world.letters("copier")).toMatchObject([
        { code: "UNKNOWN_LAYOUT", reason: expect.stringContaining(name) },
      ]);
      expect(manifest(world)).toBeUndefined();
      expect(world.aws.glue.runs).toEqual([]);

      world.aws.s3.buckets.get("export-bucket")?.delete(`a-1/academy/public.empty/1/${name}`);
      await world.invoke("copier", world.takeOnly("copier-dead").body);
      expect(manifest(world)).toMatchObject({ files: 3 });
    },
  );
});

describe("RDS's own report", () => {
  const report = (world: World, ...perTableStatus: readonly object[]): void => {
    world.aws.s3.put(
      "export-bucket",
      "a-1/export_tables_info_a-1_from_1_to_9.json",
      JSON.stringify({ perTableStatus }),
    );
  };
  const SKIPPED = { target: "academy.public.odd", status: "SKIPPED", warningMessage: "NO PERMISSION" };

  it("of a table of which there is nothing stops the landing", async () => {
    const world = exported();
    report(
      world,
      { target: "academy.public.person", status: "COMPLETE" },
      { target: "academy.public.lost", status: "COMPLETE" },
    );
    await world.invoke("copier", message("a-1"));
    expect(world.letters("copier")).toMatchObject([
      { code: "TABLE_MISSING", reason: expect.stringContaining("academy.public.lost") },
    ]);
    expect(manifest(world)).toBeUndefined();
  });

  it("of skipped tables is kept in the manifest and counted; of databases it is a warning", async () => {
    const world = exported();
    report(world, SKIPPED, { target: "postgres", status: "COMPLETE", warningMessage: "no tables" });
    await world.invoke("copier", message("a-1"));
    expect(manifest(world)).toMatchObject({
      skippedTables: [expect.stringContaining("academy.public.odd")],
      warnings: [expect.stringContaining("postgres")],
    });
    expect(world.metrics.tablesSkipped).toBe(1);
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("of skipped tables is a letter where they are to fail, and lands when they no longer are", async () => {
    const world = exported({ copier: { ON_SKIPPED_TABLES: "fail" } });
    report(world, SKIPPED);
    await world.invoke("copier", message("a-1"));
    expect(world.aws.s3.keys("zone-bucket")).toHaveLength(3);
    expect(world.letters("copier")).toMatchObject([
      { code: "TABLES_SKIPPED", reason: expect.stringContaining("academy.public.odd") },
    ]);
    expect(manifest(world)).toBeUndefined();
    expect(world.aws.glue.runs).toEqual([]);
  });

  it("that cannot be read is a warning", async () => {
    const world = exported();
    world.aws.s3.put("export-bucket", "a-1/export_tables_info_a-1_from_1_to_9.json", "{");
    await world.invoke("copier", message("a-1"));
    expect(world.log[0]).toMatchObject({
      level: "warn",
      message: expect.stringContaining("export_tables_info"),
    });
    expect(manifest(world)).toBeDefined();
  });
});

describe("a letter", () => {
  it("is recorded, so that the export's event and its message tell of a failure once", async () => {
    const world = exported({ task: { status: "FAILED" } });
    await world.invoke("copier", message("a-1"));
    expect(
      JSON.parse(world.aws.s3.object("export-bucket", recordKey(DATE, "a-1", "rejection"))?.body ?? ""),
    ).toMatchObject({ code: "EXPORT_FAILED", at: world.now.toISOString() });
    await world.invoke("copier", message("a-1"));
    expect(world.letters("copier")).toHaveLength(1);
    expect(world.decisions()).toEqual(["reject", "told-before"]);

    await world.invoke("copier", world.takeOnly("copier-dead").body);
    expect(world.letters("copier")).toMatchObject([{ code: "EXPORT_FAILED" }]);
  });
});

describe("RDS's event of an ended export", () => {
  const event = (world: World, eventId = "RDS-EVENT-0161"): string =>
    JSON.stringify({
      source: "aws.rds",
      "detail-type": "RDS DB Snapshot Event",
      detail: { EventID: eventId, SourceArn: world.aws.rds.tasks[0]?.sourceArn },
    });

  it("lands it as its message would, and the message then finds the manifest", async () => {
    const world = exported();
    await world.invoke("copier", event(world));
    expect(manifest(world)).toMatchObject({ files: 3, snapshot: { instance: null } });
    await world.invoke("copier", message("a-1"));
    expect(world.decisions()).toEqual(["landed", "already-landed"]);
  });

  it("goes on under a message of the copier's own", async () => {
    const world = exported();
    world.remainingMilliseconds = () => 60_000;
    await world.invoke("copier", event(world));
    expect(JSON.parse(world.takeOnly("copier").body)).toMatchObject({ ExportTaskIdentifier: "a-1" });
  });

  it("of a snapshot whose exports are not ours is ignored", async () => {
    const world = exported({ task: { bucket: "elsewhere" } });
    await world.invoke("copier", event(world));
    expect(world.decisions()).toEqual(["ignore"]);
  });
});
