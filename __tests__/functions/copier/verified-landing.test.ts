import { recordKey } from "../../../functions/shared/landing-records";
import { manifestSchema, type Manifest } from "../../../functions/shared/manifest";
import { retryAttributes } from "../../../functions/shared/retry-state";
import type { FakeTask } from "../../support/functions/fake-rds";
import { delivered, World } from "../../support/functions/world";

const NOON = "2024-03-01T12:00:00.000Z";
const DATE = { year: "2024", month: "02", day: "29", backdated: false };
const PARTITION = "import_year=2024/import_month=02/import_day=29/import_date=20240229";
const message = (task: string): string =>
  JSON.stringify({ ExportTaskIdentifier: task, ExportBucket: "export-bucket", DBInstanceIdentifier: "db1" });

interface Given {
  readonly copier?: { readonly ON_SKIPPED_TABLES?: string; readonly WORKFLOW_NAME?: string };
  readonly task?: Partial<FakeTask>;
}

/** A world in which a-1 has exported two tables with files, and one that is empty. */
function exported({ task, ...given }: Given = {}): World {
  const world = new World(NOON, given);
  addExport(world, "a-1", task);
  world.aws.s3.put("export-bucket", "a-1/academy/public.empty/1/_SUCCESS", 0);
  world.aws.s3.put("export-bucket", "a-1/academy/public.order/1/part-0-a-1.parquet", 50);
  // What is there was there before the copy.
  world.now = new Date("2024-03-01T12:30:00Z");
  return world;
}

function addExport(world: World, id: string, task: Partial<FakeTask> = {}): void {
  const snapshot = world.aws.rds.addSnapshot(`snapshot-${id}`, new Date("2024-02-29T23:30:00Z"));
  world.aws.rds.addTask(id, snapshot, task);
  for (const file of ["_SUCCESS", `part-0-${id}.parquet`, `part-1-${id}.parquet`])
    world.aws.s3.put("export-bucket", `${id}/academy/public.person/1/${file}`);
}

function manifest(world: World, task = "a-1"): Manifest | undefined {
  const text = world.aws.s3.object("export-bucket", recordKey(DATE, task, "manifest"))?.body;
  return text === undefined ? undefined : manifestSchema.parse(JSON.parse(text));
}

/** Runs something before each listing of the zone. */
function onZoneListing(world: World, run: (prefix: string) => void): jest.SpyInstance {
  const handle = world.aws.handle.bind(world.aws);
  return jest.spyOn(world.aws, "handle").mockImplementation((request, options) => {
    const { method, path, query } = request as { method: string; path: string; query?: { prefix?: string } };
    if (method === "GET" && path.startsWith("/zone-bucket")) run(query?.prefix ?? "");
    return handle(request, options);
  });
}

/** A message of the copier's own, as it comes back with the place where it stopped. */
function sentBack(world: World, place: object): ReturnType<typeof delivered> {
  const waiting = { cause: "time-short", attempt: 1, deadline: new Date("2024-03-02T00:00:00Z") } as const;
  const body = JSON.stringify({ ...(JSON.parse(message("a-1")) as object), Place: place });
  const attributes = retryAttributes({ firstSeen: world.now, waiting });
  return delivered({ id: "back", body, attributes, delaySeconds: 1, sentAt: world.now }, "copier");
}

const zoneKey = (file: string, table = "public.person"): string =>
  `housing/academy/${table}/${PARTITION}/${file}`;

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

describe("a landing that is killed", () => {
  const outcomeOf = (world: World): object => ({
    zone: world.aws.s3.keys("zone-bucket"),
    tables: manifest(world)?.tables,
    letters: world.letters("copier"),
  });

  /** Delivers the message; the process ends at its nth request. @returns whether it came that far */
  async function killedAt(world: World, nth: number, when: "before" | "after"): Promise<boolean> {
    let seen = 0;
    let killed = (): void => undefined;
    const kill = new Promise<boolean>((resolve) => {
      killed = () => {
        resolve(true);
      };
    });
    const handle = world.aws.handle.bind(world.aws);
    const spy = jest.spyOn(world.aws, "handle").mockImplementation(async (request, options) => {
      const isLast = ++seen === nth;
      if (seen > nth || (isLast && when === "before")) killed();
      else {
        const answer = await handle(request, options);
        if (!isLast) return answer;
        killed();
      }
      return await new Promise(() => undefined);
    });
    const done = world.invoke("copier", message("a-1")).then(() => false);
    const result = await Promise.race([kill, done]);
    spy.mockRestore();
    return result;
  }

  it.each(["before", "after"] as const)("%s any of its requests ends as if it had not been", async (when) => {
    jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] });
    try {
      const clean = exported();
      await clean.invoke("copier", message("a-1"));
      const expected = outcomeOf(clean);
      expect(manifest(clean)).toBeDefined();
      for (let nth = 1; ; nth++) {
        const world = exported();
        const wasKilled = await killedAt(world, nth, when);
        if (!wasKilled) break;
        expect(manifest(world) === undefined || world.aws.s3.keys("zone-bucket").length === 3).toBe(true);
        if (world.aws.glue.runs.length > 0) expect(manifest(world)).toBeDefined();
        world.now = new Date("2024-03-01T14:00:00Z");
        await world.invoke("copier", message("a-1"));
        await world.runUntil("2024-03-02T12:00:00Z");
        expect({ nth, ...outcomeOf(world) }).toEqual({ nth, ...expected });
        expect(world.aws.glue.runs.length).toBe(1);
      }
    } finally {
      jest.useRealTimers();
    }
  });

  it("or cut by time again and again, ends in the same manifest", async () => {
    const clean = exported();
    await clean.invoke("copier", message("a-1"));
    for (const budget of [6, 7, 8, 11]) {
      const world = exported();
      world.aws.s3.pageSize = 1;
      let looks = 0;
      world.remainingMilliseconds = () => (++looks % budget === 0 ? 60_000 : 900_000);
      await world.invoke("copier", message("a-1"));
      await world.runUntil("2024-03-02T12:00:00Z");
      expect(manifest(world)?.tables).toEqual(manifest(clean)?.tables);
      expect(world.letters("copier")).toEqual([]);
    }
  });

  it("or never long enough to explain what lies in the zone, has an end", async () => {
    const world = exported();
    world.aws.s3.pageSize = 1;
    for (let at = 10; at < 40; at++)
      world.aws.s3.put("export-bucket", `a-1/academy/public.person/1/part-${at}.parquet`, 1);
    world.now = new Date("2024-03-01T13:00:00Z");
    world.aws.s3.put("zone-bucket", zoneKey("stranger.parquet"), 7);
    let looks = 0;
    world.remainingMilliseconds = () => (++looks % 30 === 0 ? 60_000 : 900_000);
    await world.invoke("copier", message("a-1"));
    await world.runUntil("2024-03-03T12:00:00Z");
    expect(world.letters("copier")).toMatchObject([{ code: "COPY_TAKES_TOO_LONG" }]);

    world.remainingMilliseconds = () => 900_000;
    await world.invoke("copier", world.takeOnly("copier-dead").body);
    expect(world.letters("copier")).toMatchObject([{ code: "UNKNOWN_FILES_IN_ZONE" }]);
  });

  it("is verified from the start when its place lies behind tables that nobody has verified", async () => {
    const world = exported();
    await world.invoke("copier", sentBack(world, { phase: "verify", after: "a-1/zzz", parts: [], round: 0 }));
    await world.runUntil("2024-03-02T12:00:00Z");
    expect(manifest(world)).toMatchObject({ files: 3 });
    expect(world.aws.s3.keys("zone-bucket")).toHaveLength(3);
  });

  it("begins anew when its place is another export's", async () => {
    const world = exported();
    const place = { phase: "verify", after: "zzz/academy/public.x/1/p", parts: [], round: 0 };
    await world.invoke("copier", sentBack(world, place));
    expect(manifest(world)).toBeUndefined();
    await world.runUntil("2024-03-02T12:00:00Z");
    expect(manifest(world)).toMatchObject({ files: 3 });
  });

  it("goes by no place of a message that has not been sent back", async () => {
    const world = exported();
    const place = { phase: "verify", parts: [], round: 1 };
    await world.invoke("copier", JSON.stringify({ ...(JSON.parse(message("a-1")) as object), Place: place }));
    expect(manifest(world)).toMatchObject({ files: 3 });
  });
});

it("a message that is delivered while another invocation holds the start waits for it", async () => {
  const world = exported();
  world.aws.fail(
    "StartWorkflowRun",
    { kind: "refusal", status: 500, code: "InternalServiceException", message: "?" },
    1,
  );
  await world.invoke("copier", message("a-1"));
  const waiting = world.takeOnly("copier");
  world.now = new Date("2024-03-01T12:31:00Z");
  await world.invoke("copier", delivered(waiting, "copier"));
  // Whether the start came through cannot be known: nobody starts another one yet.
  expect(world.aws.count("StartWorkflowRun")).toBe(1);
  await world.runUntil("2024-03-01T14:00:00Z");
  expect(world.aws.glue.runs).toHaveLength(1);
});
