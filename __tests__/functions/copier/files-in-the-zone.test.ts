import { recordKey } from "../../../functions/shared/landing-records";
import {
  addExport,
  DATE,
  exported,
  manifest,
  message,
  onZoneListing,
  zoneKey,
} from "../../support/functions/two-exported-tables";
import type { World } from "../../support/functions/world";

describe("files in the zone", () => {
  it("of a table's other days and of other tables are never listed", async () => {
    const world = exported();
    const prefixes: string[] = [];
    onZoneListing(world, (prefix) => prefixes.push(prefix));
    await world.invoke("copier", message("a-1"));
    expect(prefixes.length).toBeGreaterThan(0);
    for (const prefix of prefixes) expect(prefix.endsWith("/import_date=20240229/")).toBe(true);
  });

  it("minds no folder marker of S3's console", async () => {
    const world = exported();
    world.aws.s3.put("zone-bucket", zoneKey(""), 0);
    await world.invoke("copier", message("a-1"));
    expect(world.letters("copier")).toEqual([]);
    expect(manifest(world)).toBeDefined();
  });

  it("that nobody knows stop the landing, and are named", async () => {
    const world = exported();
    world.aws.s3.put("zone-bucket", zoneKey("stranger.parquet"), 7);
    for (let at = 0; at < 30; at++) world.aws.s3.put("zone-bucket", zoneKey(`odd-${at}`, "public.order"), 1);
    await world.invoke("copier", message("a-1"));
    const [letter] = world.letters("copier");
    expect(letter).toMatchObject({
      code: "UNKNOWN_FILES_IN_ZONE",
      reason: expect.stringMatching(/^31 files .*odd-0.*and 11 more$/s),
    });
    expect(manifest(world)).toBeUndefined();
    expect(world.aws.glue.runs).toEqual([]);

    world.aws.s3.buckets.get("zone-bucket")?.delete(zoneKey("stranger.parquet"));
    for (let at = 0; at < 30; at++)
      world.aws.s3.buckets.get("zone-bucket")?.delete(zoneKey(`odd-${at}`, "public.order"));
    await world.invoke("copier", world.takeOnly("copier-dead").body);
    expect(manifest(world)).toMatchObject({ files: 3 });
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("of another export of the day are known by its manifest, also when its export has expired", async () => {
    const world = exported();
    await world.invoke("copier", message("a-1"));
    addExport(world, "b-1");
    for (const key of world.aws.s3.keys("export-bucket"))
      if (key.startsWith("a-1/")) world.aws.s3.buckets.get("export-bucket")?.delete(key);
    world.now = new Date("2024-03-01T15:00:00Z");
    await world.invoke("copier", message("b-1"));
    expect(manifest(world, "b-1")).toMatchObject({ files: 2, tables: [{ files: 2, bytes: 200 }] });
    expect(world.letters("copier")).toEqual([]);
  });

  it("of another export of the day that has landed in part are known by that export", async () => {
    const world = exported();
    addExport(world, "b-1");
    world.aws.s3.put("zone-bucket", zoneKey("part-1-b-1.parquet"));
    await world.invoke("copier", message("a-1"));
    expect(manifest(world)).toMatchObject({ files: 3 });
    await world.invoke("copier", message("b-1"));
    expect(manifest(world, "b-1")).toMatchObject({ files: 2 });
  });

  it.each([
    ["the same size", 50, false],
    ["another size", 51, false],
    ["the same size, of an export that has expired", 50, true],
  ])(
    "that would lie at a key of another export of the day are told, not lost: %s",
    async (_what, size, expires) => {
      const world = exported();
      await world.invoke("copier", message("a-1"));
      const snapshot = world.aws.rds.addSnapshot("snapshot-b-1", new Date("2024-02-29T23:40:00Z"));
      world.aws.rds.addTask("b-1", snapshot);
      world.aws.s3.put("export-bucket", "b-1/academy/public.order/1/part-0-a-1.parquet", size);
      if (expires)
        for (const key of world.aws.s3.keys("export-bucket"))
          if (key.startsWith("a-1/")) world.aws.s3.buckets.get("export-bucket")?.delete(key);
      world.now = new Date("2024-03-01T15:00:00Z");
      await world.invoke("copier", message("b-1"));
      expect(world.letters("copier")).toMatchObject([
        { code: "LANDING_KEYS_COLLIDE", reason: expect.stringContaining("part-0-a-1.parquet") },
      ]);
      expect(manifest(world, "b-1")).toBeUndefined();
      expect(world.aws.glue.runs).toHaveLength(1);
      // Whose names are gone cannot be told from a file of ours that somebody has spoilt.
      const kept = world.aws.s3.object("zone-bucket", zoneKey("part-0-a-1.parquet", "public.order"));
      if (!expires) expect(kept?.copiedFrom).toContain("/a-1/");
    },
  );

  /** An export with one table of one file, which is named as one of a-1's. */
  function addNamesake(world: World, id: string, table: string): void {
    world.aws.rds.addTask(id, world.aws.rds.addSnapshot(`s-${id}`, new Date("2024-02-29T23:40:00Z")));
    world.aws.s3.put("export-bucket", `${id}/academy/${table}/1/part-0-a-1.parquet`, 50);
  }

  it("that another export lands under the same key, while ours are copied, are told of", async () => {
    const world = exported();
    addNamesake(world, "b-1", "public.order");
    world.now = new Date("2024-03-01T15:00:00Z");
    const handle = world.aws.handle.bind(world.aws);
    let isFirst = true;
    jest.spyOn(world.aws, "handle").mockImplementation(async (request, options) => {
      const isCopy = "x-amz-copy-source" in request.headers;
      if (isCopy && isFirst) {
        isFirst = false;
        await world.invoke("copier", message("b-1"));
      }
      return await handle(request, options);
    });
    await world.invoke("copier", message("a-1"));
    expect([manifest(world, "a-1"), manifest(world, "b-1")]).toEqual([undefined, undefined]);
    const told = world.letters("copier").map(({ code, exportTask }) => [code, exportTask]);
    expect(told).toEqual([
      ["LANDING_KEYS_COLLIDE", "b-1"],
      ["LANDING_KEYS_COLLIDE", "a-1"],
    ]);
  });

  it("that another export takes for its own, while ours are verified, are told of", async () => {
    const world = exported();
    addNamesake(world, "b-1", "public.order");
    world.now = new Date("2024-03-01T15:00:00Z");
    let looks = 0;
    let other: Promise<unknown> | undefined;
    const spy = onZoneListing(world, (prefix) => {
      // Once before the copy, once to verify.
      if (prefix.includes("public.person") && ++looks === 2) other = world.invoke("copier", message("b-1"));
    });
    await world.invoke("copier", message("a-1"));
    await other;
    spy.mockRestore();
    await world.runUntil("2024-03-02T12:00:00Z");
    expect(manifest(world, "b-1")).toBeUndefined();
    expect(world.letters("copier")).toContainEqual(
      expect.objectContaining({ code: "LANDING_KEYS_COLLIDE", exportTask: "b-1" }),
    );
  });

  it("of exports that land at one time into the same tables, under names of their own, are whole", async () => {
    const world = exported();
    addExport(world, "b-1");
    world.now = new Date("2024-03-01T15:00:00Z");
    let other: Promise<unknown> | undefined;
    const spy = onZoneListing(world, () => {
      other ??= world.invoke("copier", message("b-1"));
    });
    await world.invoke("copier", message("a-1"));
    await other;
    spy.mockRestore();
    await world.runUntil("2024-03-02T12:00:00Z");
    expect(world.letters("copier")).toEqual([]);
    expect([manifest(world, "a-1")?.files, manifest(world, "b-1")?.files]).toEqual([3, 2]);
  });

  it("that land where nothing lay cost no look into the manifests of earlier landings of the day", async () => {
    const world = exported();
    await world.invoke("copier", message("a-1"));
    addNamesake(world, "b-1", "public.other");
    world.now = new Date("2024-03-01T15:00:00Z");
    const before = world.aws.calls.length;
    await world.invoke("copier", message("b-1"));
    expect(manifest(world, "b-1")).toMatchObject({ files: 1 });
    const reads = world.aws.calls.slice(before).filter(({ operation }) => operation === "GetObject");
    expect(reads.map(({ input }) => input).filter((input) => input.includes("/a-1/"))).toEqual([]);
  });

  it("of a landing whose neighbour's were taken away by the zone's owner are whole", async () => {
    const world = exported();
    await world.invoke("copier", message("a-1"));
    addExport(world, "b-1");
    for (const name of ["part-0-a-1.parquet", "part-1-a-1.parquet"])
      world.aws.s3.buckets.get("zone-bucket")?.delete(zoneKey(name));
    world.now = new Date("2024-03-01T15:00:00Z");
    await world.invoke("copier", message("b-1"));
    expect(manifest(world, "b-1")).toMatchObject({ files: 2 });
  });

  it("that was verified before a letter is verified again when that is sent back", async () => {
    const world = exported();
    world.aws.s3.put("zone-bucket", zoneKey("stranger.parquet"), 7);
    await world.invoke("copier", message("a-1"));
    const letter = JSON.parse(world.takeOnly("copier-dead").body) as { original: string };
    const part = `${recordKey(DATE, "a-1", "manifest").replace("manifest.json", "")}verified/m-1.json`;
    const table = {
      database: "academy",
      table: "public.order",
      files: 1,
      bytes: 50,
      fingerprint: "0".repeat(64),
    };
    world.aws.s3.put("export-bucket", part, JSON.stringify({ tables: [table] }));
    const after = "a-1/academy/public.order/1/part-0-a-1.parquet";
    const Place = { phase: "verify", after, parts: [part], round: 0 };
    const original = JSON.stringify({ ...(JSON.parse(message("a-1")) as object), Place });
    for (const key of [zoneKey("stranger.parquet"), zoneKey("part-0-a-1.parquet", "public.order")])
      world.aws.s3.buckets.get("zone-bucket")?.delete(key);
    await world.invoke("copier", JSON.stringify({ ...letter, original }));
    await world.runUntil("2024-03-02T12:00:00Z");
    expect(manifest(world)).toMatchObject({ files: 3 });
    expect(world.aws.s3.keys("zone-bucket")).toContain(zoneKey("part-0-a-1.parquet", "public.order"));
  });

  it("of a third export that ends while the zone is looked at are known by that export", async () => {
    const world = exported();
    addExport(world, "b-1");
    addExport(world, "c-1", { status: "IN_PROGRESS" });
    world.aws.s3.put("export-bucket", "b-1/academy/public.order/1/part-0-b-1.parquet");
    world.aws.s3.put("zone-bucket", zoneKey("part-0-b-1.parquet", "public.order"));
    let looks = 0;
    onZoneListing(world, (prefix) => {
      if (!prefix.includes("public.person") || ++looks !== 2) return;
      for (const task of world.aws.rds.tasks) Object.assign(task, { status: "COMPLETE" });
      world.aws.s3.put("zone-bucket", zoneKey("part-0-c-1.parquet"));
    });
    await world.invoke("copier", message("a-1"));
    expect(world.letters("copier")).toEqual([]);
    expect(manifest(world)).toMatchObject({ files: 3 });
  });

  it("of an export of another day are not", async () => {
    const world = exported();
    const snapshot = world.aws.rds.addSnapshot("other", new Date("2024-02-27T23:30:00Z"));
    world.aws.rds.addTask("b-1", snapshot);
    world.aws.s3.put("export-bucket", "b-1/academy/public.person/1/part-0-b-1.parquet");
    world.aws.s3.put("zone-bucket", zoneKey("part-0-b-1.parquet"));
    await world.invoke("copier", message("a-1"));
    expect(world.letters("copier")).toMatchObject([{ code: "UNKNOWN_FILES_IN_ZONE" }]);
  });

  it("that disappear are copied again once; then somebody is told", async () => {
    const world = exported();
    const vanish = (): void => {
      world.aws.s3.buckets.get("zone-bucket")?.delete(zoneKey("part-1-a-1.parquet"));
    };
    const spy = onZoneListing(world, vanish);
    await world.invoke("copier", message("a-1"));
    expect(manifest(world)).toBeUndefined();
    expect(world.aws.sqs.messages("copier")[0]?.attributes["WaitingFor"]?.StringValue).toBe("verification");
    await world.runUntil("2024-03-02T12:00:00Z");
    expect(world.letters("copier")).toMatchObject([
      { code: "LANDING_INCOMPLETE", reason: expect.stringContaining("part-1-a-1.parquet (100 bytes)") },
    ]);

    spy.mockRestore();
    await world.invoke("copier", world.takeOnly("copier-dead").body);
    expect(manifest(world)).toMatchObject({ files: 3 });
  });

  it("of a neighbour are not written over, also in a table behind one with a stranger's", async () => {
    const world = exported();
    addExport(world, "z-1");
    for (const task of ["a-1", "z-1"])
      world.aws.s3.put(
        "export-bucket",
        `${task}/academy/public.second/1/same.parquet`,
        task === "a-1" ? 1 : 333,
      );
    await world.invoke("copier", message("z-1"));
    world.aws.s3.put("zone-bucket", zoneKey("part-0-a-1.parquet"), 5);
    await world.invoke("copier", message("a-1"));
    await world.runUntil("2024-03-02T12:00:00Z");
    expect(world.letters("copier")).toMatchObject([{ code: "LANDING_KEYS_COLLIDE" }]);
    expect(world.aws.s3.object("zone-bucket", zoneKey("same.parquet", "public.second"))?.size).toBe(333);
  });
});
