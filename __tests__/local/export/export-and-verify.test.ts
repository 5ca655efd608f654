import { setTimeout as sleep } from "node:timers/promises";
import { parquetMetadata } from "hyparquet";
import { ParquetSnapshotExporter } from "../../../local/export/parquet-snapshot-exporter";
import { createDatabase } from "../../../local/postgres/databases";
import { loadSampleDatabase } from "../../../local/postgres/sample-database";
import { startPostgres } from "../../../local/postgres/server";
import type { PostgresServer } from "../../../local/postgres/server";
import { snapshotOfCopy } from "../../../local/postgres/snapshot-session";
import { PostgresSnapshots } from "../../../local/postgres/snapshots";
import { withClient } from "../../../local/postgres/with-client";
import { compareLanding } from "../../../local/verify/compare-landing";
import type { LandingComparison } from "../../../local/verify/compare-landing";
import { temporaryFoldersOf } from "../../support/local-run-process";
import { exportRequest, importDate, land, landedFiles } from "./exported-objects";
import type { Objects } from "./exported-objects";

jest.setTimeout(60_000);

const now = new Date("2026-01-09T00:30:00Z");
let server: PostgresServer;
let snapshots: PostgresSnapshots;
let exporter: ParquetSnapshotExporter;

beforeAll(async () => {
  server = await startPostgres();
  snapshots = new PostgresSnapshots(server);
  exporter = new ParquetSnapshotExporter({ snapshots, now: () => now });
});

afterAll(async () => {
  await server.close();
});

async function run(database: string, ...statements: readonly string[]): Promise<void> {
  await withClient(server.connection(database), "test", async (client) => {
    for (const sql of statements) await client.query(sql);
  });
}

/** A database made by the statements, snapshot and all; the snapshot's key is the database's name. */
async function snapshotOf(database: string, ...statements: readonly string[]): Promise<void> {
  await createDatabase(server, database);
  await run(database, ...statements);
  snapshots.registerInstance(database, database);
  await snapshots.create(database, database);
}

async function exported(snapshotKey: string): Promise<Objects> {
  const { request, objects } = exportRequest(snapshotKey);
  await exporter.export(request);
  return objects;
}

function compare(database: string, landed: Objects, snapshotDatabase?: string): Promise<LandingComparison> {
  return compareLanding({
    snapshot:
      snapshotDatabase === undefined
        ? snapshots.find(database)
        : snapshotOfCopy(server.connection(snapshotDatabase), database),
    landed: landedFiles(landed),
    serviceArea: "housing",
    importDate,
  });
}

const problemsOf = (comparison: LandingComparison): Record<string, readonly string[]> =>
  Object.fromEntries(
    comparison.tables.filter(({ matches }) => !matches).map(({ table, problems }) => [table, problems]),
  );

describe("an export of the sample database", () => {
  const readings = 70_000;
  const sample = exportRequest("sample");
  const folder = "council-2026-01-09";
  let extractedBytes: number;

  beforeAll(async () => {
    await createDatabase(server, "sample");
    await loadSampleDatabase(server.connection("sample"), { size: { readings } });
    snapshots.registerInstance("sample", "sample");
    await snapshots.create("sample", "sample");
    await run(
      "sample",
      "DELETE FROM archive.entry",
      "INSERT INTO repairs.trade VALUES ('LATE', 'after the snapshot')",
    );
    const result = await exporter.export(sample.request);
    extractedBytes = result.extractedBytes;
    expect(result.warningMessage).toBeUndefined();
  });

  const filesOf = (table: string): string[] =>
    [...sample.objects.keys()]
      .filter((key) => key.startsWith(`${folder}/sample/${table}/`))
      .map((key) =>
        key
          .slice(`${folder}/sample/${table}/`.length)
          .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, "<uuid>"),
      )
      .sort();

  it("has a folder for each table and none for views, unlogged tables and partitions", () => {
    const tables = new Set(
      [...sample.objects.keys()].filter((key) => key.includes("/sample/")).map((key) => key.split("/")[2]),
    );
    expect([...tables].sort()).toEqual([
      "archive.entry",
      "finance.payment",
      "metering.meter",
      "metering.reading",
      "registry.person",
      "registry.property",
      "registry.tenancy",
      "registry.tenancy_member",
      "registry.ward",
      "repairs.Order",
      "repairs.appointment",
      "repairs.attachment",
      "repairs.contractor",
      "repairs.request",
      "repairs.trade",
      "repairs.warranty_claim",
    ]);
  });

  it("splits a large table, marks an empty one, and makes a batch of each partition", () => {
    expect(filesOf("metering.reading")).toEqual([
      "1/_SUCCESS",
      ...[0, 1].map((part) => `1/part-0000${part}-<uuid>-c000.gz.parquet`),
    ]);
    expect(filesOf("repairs.warranty_claim")).toEqual(["1/_SUCCESS"]);
    expect(filesOf("finance.payment")).toEqual(
      [1, 2, 3].flatMap((batch) => [`${batch}/_SUCCESS`, `${batch}/part-00000-<uuid>-c000.gz.parquet`]),
    );
    expect(sample.objects.get(`${folder}/sample/repairs.warranty_claim/1/_SUCCESS`)).toHaveLength(0);
  });

  it("names no two files alike in one table, since a copier may drop the batches", () => {
    const names = [...sample.objects.keys()]
      .filter((key) => key.includes("/finance.payment/") && key.endsWith(".parquet"))
      .map((key) => key.split("/").at(-1));
    expect(new Set(names).size).toBe(3);
  });

  it("reports what it did in RDS's two files", () => {
    const json = (name: string): Record<string, unknown> =>
      JSON.parse(String(sample.objects.get(`${folder}/${name}`))) as Record<string, unknown>;
    expect(json("export_info_council-2026-01-09.json")).toEqual({
      exportTaskIdentifier: folder,
      sourceArn: sample.request.sourceArn,
      exportOnly: [],
      snapshotTime: "2026-01-09T00:10:00.000Z",
      taskStartTime: "2026-01-09T00:20:00.000Z",
      taskEndTime: "2026-01-09T00:30:00.000Z",
      s3Bucket: "exports",
      s3Prefix: "",
      exportedFilesPath: folder,
      iamRoleArn: sample.request.iamRoleArn,
      kmsKeyId: sample.request.kmsKeyId,
      status: "COMPLETE",
      percentProgress: 100,
      totalExportedDataInGB: extractedBytes / 1024 ** 3,
    });
    const { perTableStatus } = json("export_tables_info_council-2026-01-09_from_1_to_16.json") as {
      perTableStatus: {
        target: string;
        status: string;
        schemaMetadata: { originalTypeMappings: object[] };
      }[];
    };
    expect(perTableStatus).toHaveLength(16);
    const request = perTableStatus.find(({ target }) => target === "sample.registry.property");
    expect(request?.status).toBe("COMPLETE");
    expect(request?.schemaMetadata.originalTypeMappings).toContainEqual({
      columnName: "rooms",
      originalType: "smallint",
      expectedExportedType: "int32",
      originalCharMaxLength: 0,
      originalNumPrecision: 16,
      originalDateTimePrecision: 0,
    });
    expect(request?.schemaMetadata.originalTypeMappings).toContainEqual(
      expect.objectContaining({
        columnName: "address_lines",
        originalType: "ARRAY",
        expectedExportedType: "binary (UTF8)",
      }),
    );
  });

  it("says how far it is without ever going back", () => {
    expect(sample.percents.at(-1)).toBe(100);
    expect(sample.percents.length).toBeGreaterThan(10);
    expect(sample.percents).toEqual([...sample.percents].sort((a, b) => a - b));
  });

  it("holds every value of every table as it was at the moment of the snapshot", async () => {
    const comparison = await compare("sample", land(sample.objects));
    expect(problemsOf(comparison)).toEqual({});
    expect(comparison).toMatchObject({ matches: true, missing: [], unexplained: [] });
    expect(comparison.unexported).toEqual([
      { name: "metering.reading_import", reason: "the table is unlogged" },
    ]);
    const reading = comparison.tables.find(({ table }) => table === "metering.reading");
    expect(reading).toMatchObject({ snapshotRows: readings, landedRows: readings, files: 2 });
    expect(reading?.landedChecksum).toBe(reading?.snapshotChecksum);
    expect(comparison.tables.find(({ table }) => table === "repairs.warranty_claim")).toMatchObject({
      snapshotRows: 0,
      files: 0,
      matches: true,
    });
  });
});

describe("the files of an export", () => {
  it("have RDS's physical types and annotations, gzip, and the columns' names in their order", async () => {
    await snapshotOf(
      "types",
      `CREATE DOMAIN whole AS integer`,
      `CREATE TYPE mood AS ENUM ('calm', 'cross')`,
      `CREATE TYPE pair AS (a int, b text)`,
      `CREATE TABLE every_type (
        b bool, i2 int2, i4 int4, i8 int8, f4 float4, f8 float8, by bytea, gone int,
        num numeric, mon money, ch char(3), vc varchar(3), t text, nm name, x xml, u uuid, j json, jb jsonb, o oid,
        arr int[], d date, ti time, tz timetz, ts timestamp, tstz timestamptz, iv interval, bi bit(3), vb varbit,
        r int4range, mr int4multirange, dom whole, en mood, co pair, ip inet, cd cidr, mac macaddr, lsn pg_lsn,
        tv tsvector, tq tsquery, pt point, "Größe" int8, "b\u00e9,b"   int, last bool)`.replace(
        '"b\u00e9,b"   int, ',
        "",
      ),
      `ALTER TABLE every_type DROP COLUMN gone`,
      `INSERT INTO every_type (b) VALUES (true)`,
    );
    const objects = await exported("types");
    const [, file] = [...objects].find(([key]) => key.endsWith(".parquet"))!;
    const { schema, row_groups: groups } = parquetMetadata(new Uint8Array(file));
    const described = schema.slice(1).map((element) => {
      const annotation = [element.converted_type, element.logical_type?.type].filter(
        (part) => part !== undefined,
      );
      expect(element.repetition_type).toBe("OPTIONAL");
      return `${element.name} ${[element.type, ...annotation].join(" ")}`;
    });
    const texts =
      "num mon ch vc t nm x u j jb o arr d ti tz ts tstz iv bi vb r mr dom en co ip cd mac lsn tv tq pt".split(
        " ",
      );
    expect(described).toEqual([
      "b BOOLEAN",
      "i2 INT32 INT_16",
      "i4 INT32",
      "i8 INT64",
      "f4 FLOAT",
      "f8 DOUBLE",
      "by BYTE_ARRAY",
      ...texts.map((name) => `${name} BYTE_ARRAY UTF8 STRING`),
      "Größe INT64",
      "last BOOLEAN",
    ]);
    for (const group of groups)
      for (const column of group.columns) expect(column.meta_data?.codec).toBe("GZIP");
    expect(await compare("types", land(objects))).toMatchObject({ matches: true });
  });

  it("hold values that break careless writers", async () => {
    await snapshotOf(
      "awkward",
      `CREATE TABLE lone (only_column text)`,
      `INSERT INTO lone VALUES (NULL), (''), (NULL), ('\\.'), (E'\\n'), (E'\\r\\n'), ('"'), ('""'), ('\\N'), (','), (E'\\\\x41')`,
      `CREATE TABLE "Case" ("Name" text, "name" text, "NAME" int, "na me?" text)`.replace(
        ', "na me?" text',
        "",
      ),
      `INSERT INTO "Case" VALUES ('a', 'b', 1), (NULL, '', 2)`,
      `CREATE TABLE long (id int, text text, bytes bytea)`,
      // Compressible: a few kilobytes in the table, 4 MB in a row of the export.
      `INSERT INTO long VALUES (1, repeat(E'"line",\\n', 500000), NULL), (2, NULL, decode(repeat('00ff0a22', 300000), 'hex'))`,
      `INSERT INTO long SELECT n, 'short', '\\x' FROM generate_series(3, 5000) n`,
      `CREATE TABLE parent (id int, note text)`,
      `CREATE TABLE child (more int) INHERITS (parent)`,
      `INSERT INTO parent VALUES (1, 'own')`,
      `INSERT INTO child VALUES (2, 'child''s', 3)`,
      `CREATE TABLE split (n int, label text) PARTITION BY LIST (label)`,
      // A partition's columns may be in another order than the table's.
      `CREATE TABLE split_a (label text, n int)`,
      `ALTER TABLE split ATTACH PARTITION split_a FOR VALUES IN ('a')`,
      `CREATE TABLE split_b PARTITION OF split FOR VALUES IN ('b') PARTITION BY RANGE (n)`,
      `CREATE TABLE split_b1 PARTITION OF split_b FOR VALUES FROM (0) TO (10)`,
      `CREATE TABLE split_b2 PARTITION OF split_b FOR VALUES FROM (10) TO (20)`,
      `INSERT INTO split VALUES (1, 'a'), (2, 'b'), (12, 'b')`,
      `CREATE TABLE unused (id int) PARTITION BY LIST (id)`,
    );
    const objects = await exported("awkward");
    const comparison = await compare("awkward", land(objects));
    expect(problemsOf(comparison)).toEqual({});
    expect(Object.fromEntries(comparison.tables.map(({ table, landedRows }) => [table, landedRows]))).toEqual(
      {
        "public.Case": 2,
        "public.child": 1,
        "public.lone": 11,
        "public.long": 5000,
        "public.parent": 1,
        "public.split": 3,
        "public.unused": 0,
      },
    );
    expect(
      [...objects.keys()].filter((key) => key.includes("public.split/") && key.endsWith("_SUCCESS")),
    ).toHaveLength(3);
  });

  it("skip a number where all rows of a part were deleted", async () => {
    await snapshotOf(
      "gaps",
      `CREATE TABLE many (id int PRIMARY KEY, text text)`,
      `INSERT INTO many SELECT n, 'row ' || n FROM generate_series(1, 2300) n`,
      `DELETE FROM many WHERE id BETWEEN 600 AND 1700`,
    );
    const { request, objects } = exportRequest("gaps");
    await new ParquetSnapshotExporter({ snapshots, now: () => now, rowsPerFile: 500 }).export(request);
    const parts = [...objects.keys()].flatMap((key) => /part-(\d+)/.exec(key)?.[1] ?? []);
    expect(parts).toEqual(["00000", "00002"]);
    expect(await compare("gaps", land(objects))).toMatchObject({ matches: true });
  });
});

describe("what cannot be exported", () => {
  beforeAll(async () => {
    await snapshotOf(
      "skipped",
      `CREATE TABLE fine (id int)`,
      `INSERT INTO fine VALUES (1)`,
      `CREATE TABLE "in/out" (id int)`,
      `CREATE TABLE spaced (id int, "net cost" int)`,
      `CREATE TABLE nothing ()`,
      `CREATE SCHEMA other`,
      `CREATE TABLE other.fine (id int)`,
      `CREATE VIEW seen AS SELECT 1 AS one`,
    );
  });

  it("is named in RDS's warning, and the rest is complete", async () => {
    const { request, objects } = exportRequest("skipped", { prefix: "daily/exports" });
    const { warningMessage } = await exporter.export(request);
    expect(JSON.parse(String(warningMessage))).toEqual({
      skippedTables: [
        { target: "skipped.public.in/out", reason: "TABLE_NAME_CONTAINS_SLASH" },
        { target: "skipped.public.nothing", reason: "TABLE_HAS_NO_COLUMNS" },
        { target: "skipped.public.spaced", reason: 'UNSUPPORTED_COLUMN_NAME: "net cost"' },
      ],
      skippedObjectives: [],
      general: [],
    });
    for (const key of objects.keys()) expect(key).toMatch(/^daily\/exports\/council-2026-01-09\//);
    const landed = land(
      new Map([...objects].map(([key, body]) => [key.slice("daily/exports/".length), body])),
    );
    const comparison = await compare("skipped", landed);
    expect(comparison).toMatchObject({ matches: true, missing: [] });
    expect(comparison.unexported.map(({ name }) => name)).toEqual([
      "public.in/out",
      "public.nothing",
      "public.spaced",
    ]);
  });

  it("is no matter when something else was asked for", async () => {
    const { request, objects } = exportRequest("skipped", { exportOnly: ["skipped.other"] });
    expect((await exporter.export(request)).warningMessage).toBeUndefined();
    expect([...objects.keys()].filter((key) => key.includes("/skipped/"))).toEqual([
      "council-2026-01-09/skipped/other.fine/1/_SUCCESS",
    ]);
  });
});

describe("an export that ends early", () => {
  // Of this process alone: tests of other files export at the same time, into the same temporary folder.
  const scratchFolders = (): string[] =>
    temporaryFoldersOf(process.pid).filter((name) => name.startsWith("db-snapshot-to-s3-export-"));

  it("stops at once when it is aborted, with the reason, and leaves no session and no file of its own", async () => {
    const before = scratchFolders();
    const controller = new AbortController();
    await snapshotOf("slow", `CREATE TABLE slow (id int)`, `INSERT INTO slow VALUES (1)`);
    await withClient(snapshots.find("slow").connection, "test", async (blocker) => {
      await blocker.query("BEGIN READ WRITE");
      await blocker.query("LOCK TABLE slow");
      const { request, objects } = exportRequest("slow", { signal: controller.signal });
      const ended = expect(exporter.export(request)).rejects.toThrow("the task was cancelled");
      // Asked in a session of its own: inside a transaction the answer would stay what it was.
      const waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = 's-slow' AND wait_event_type = 'Lock'";
      await withClient(server.connection("postgres"), "test", async (watcher) => {
        while ((await watcher.query(waiting)).rows.length === 0) await sleep(20);
      });
      controller.abort(new Error("the task was cancelled"));
      // The lock is held until after that: nothing else ends it.
      await ended;
      expect(objects.size).toBe(0);
    });
    expect(scratchFolders().filter((name) => !before.includes(name))).toEqual([]);
    // The server notices that the other end is gone, and the snapshot can be dropped or restored.
    await snapshots.restore("slow", "slow_restored");
  });

  it("does nothing when it was aborted before", async () => {
    const { request, objects } = exportRequest("slow", { signal: AbortSignal.abort(new Error("too late")) });
    await expect(exporter.export(request)).rejects.toThrow("too late");
    expect(objects.size).toBe(0);
  });

  it("fails with the error of a file that cannot be written", async () => {
    const { request } = exportRequest("slow", { put: () => Promise.reject(new Error("AccessDenied")) });
    await expect(exporter.export(request)).rejects.toThrow("AccessDenied");
  });

  it("fails for a snapshot that is not there", async () => {
    await expect(exporter.export(exportRequest("never").request)).rejects.toThrow(
      "there is no snapshot never",
    );
  });
});

describe("the comparison", () => {
  let landed: Map<string, Buffer>;
  let changed = 0;

  beforeAll(async () => {
    await snapshotOf(
      "council",
      `CREATE TABLE home (id int PRIMARY KEY, street text, town text, rent numeric, area float4)`,
      `INSERT INTO home SELECT n, 'Street ' || n, CASE WHEN n % 3 = 0 THEN NULL WHEN n % 3 = 1 THEN '' ELSE 'Town' END,
         n * 1.10, n / 7.0 FROM generate_series(1, 600) n`,
      `CREATE TABLE note (id int, text text)`,
      `INSERT INTO note VALUES (1, 'a'), (1, 'a'), (2, 'b')`,
      `CREATE TABLE empty (id int)`,
    );
    const { request, objects } = exportRequest("council");
    await new ParquetSnapshotExporter({ snapshots, now: () => now, rowsPerFile: 300 }).export(request);
    landed = land(objects);
    expect(landed.size).toBe(3);
  });

  /** The landing of the untouched snapshot, compared with a snapshot that the statement changed. */
  async function comparedAfter(statement: string): Promise<LandingComparison> {
    const database = `council_${(changed += 1)}`;
    await snapshots.restore("council", database);
    await run(database, statement);
    return compare("council", landed, database);
  }

  it("finds nothing where nothing is wrong", async () => {
    expect(await comparedAfter("SELECT 1")).toMatchObject({ matches: true, missing: [], unexplained: [] });
  });

  const sameRows = ["as many rows, but not the same values"];
  it.each<[string, string, Record<string, readonly string[]>]>([
    [
      "one changed character",
      "UPDATE home SET street = 'street 7' WHERE id = 7",
      { "public.home": sameRows },
    ],
    ["one changed number", "UPDATE home SET rent = 1.1 WHERE id = 1", { "public.home": sameRows }],
    [
      "the last bit of a float",
      "UPDATE home SET area = 0.14285716 WHERE id = 1",
      { "public.home": sameRows },
    ],
    ["NULL that became empty", "UPDATE home SET town = '' WHERE id = 3", { "public.home": sameRows }],
    ["empty that became NULL", "UPDATE home SET town = NULL WHERE id = 1", { "public.home": sameRows }],
    [
      "two columns' swapped values",
      "UPDATE home SET street = town, town = street WHERE id = 2",
      { "public.home": sameRows },
    ],
    [
      "two rows' swapped values",
      "UPDATE home SET street = 'Street ' || 9 - id WHERE id IN (4, 5)",
      { "public.home": sameRows },
    ],
    [
      "a lost row",
      "INSERT INTO home VALUES (0)",
      { "public.home": ["601 rows in the snapshot, 600 in the landing zone"] },
    ],
    [
      "a surplus row",
      "DELETE FROM home WHERE id = 9",
      { "public.home": ["599 rows in the snapshot, 600 in the landing zone"] },
    ],
    [
      "a doubled row",
      "DELETE FROM note WHERE ctid = '(0,1)'",
      { "public.note": ["2 rows in the snapshot, 3 in the landing zone"] },
    ],
    [
      "one row doubled instead of another",
      "UPDATE note SET id = 2, text = 'b' WHERE ctid = '(0,1)'",
      { "public.note": sameRows },
    ],
    [
      "a forgotten table",
      "CREATE TABLE forgotten AS SELECT 1 AS id",
      {
        "public.forgotten": ["no file landed", "1 rows in the snapshot, 0 in the landing zone"],
      },
    ],
  ])("finds %s", async (_, statement, problems) => {
    const comparison = await comparedAfter(statement);
    expect(problemsOf(comparison)).toEqual(problems);
    expect(comparison.matches).toBe(false);
    expect(comparison.missing).toEqual("public.forgotten" in problems ? ["public.forgotten"] : []);
  });

  const homeKeys = (): string[] => [...landed.keys()].filter((key) => key.includes("/public.home/"));

  it("finds a lost file", async () => {
    const rest = new Map(landed);
    rest.delete(homeKeys()[1]!);
    const comparison = await compare("council", rest);
    expect(Object.keys(problemsOf(comparison))).toEqual(["public.home"]);
    expect(comparison.missing).toEqual([]);
  });

  it("finds a lost table", async () => {
    const comparison = await compare(
      "council",
      new Map([...landed].filter(([key]) => !key.includes("public.home"))),
    );
    expect(comparison.missing).toEqual(["public.home"]);
    expect(comparison.matches).toBe(false);
  });

  it("finds a file that landed twice", async () => {
    const key = homeKeys()[0]!;
    const comparison = await compare(
      "council",
      new Map(landed).set(key.replace("part-", "again-"), landed.get(key)!),
    );
    expect(Object.keys(problemsOf(comparison))).toEqual(["public.home"]);
  });

  it("finds files that no table explains, and passes over another day's", async () => {
    const body = landed.get(homeKeys()[0]!)!;
    const strange = homeKeys()[0]!.replace("public.home", "public.strange");
    const yesterday = homeKeys()[0]!
      .replace("import_day=09", "import_day=08")
      .replace("20260109", "20260108");
    const comparison = await compare("council", new Map([...landed, [strange, body], [yesterday, body]]));
    expect(comparison).toMatchObject({ matches: false, unexplained: [strange] });
    expect(problemsOf(comparison)).toEqual({});
  });

  it("says which file is another table's", async () => {
    const key = [...landed.keys()].find((name) => name.includes("/public.note/"))!;
    const comparison = await compare("council", new Map(landed).set(key, landed.get(homeKeys()[0]!)!));
    expect(problemsOf(comparison)["public.note"]?.[0]).toBe(
      `${key}: column 2: expected text BYTE_ARRAY UTF8, got street BYTE_ARRAY UTF8`,
    );
  });

  it.each<[string, (body: Buffer) => Buffer]>([
    ["cut short", (body) => body.subarray(0, body.length - 100)],
    ["empty", () => Buffer.alloc(0)],
    [
      "with a flipped bit",
      (body) => {
        const flipped = Buffer.from(body);
        flipped[2000] = (flipped[2000] ?? 0) ^ 1;
        return flipped;
      },
    ],
  ])("finds a file %s", async (_, damage) => {
    const key = homeKeys()[0]!;
    const comparison = await compare("council", new Map(landed).set(key, damage(landed.get(key)!)));
    expect(Object.keys(problemsOf(comparison))).toEqual(["public.home"]);
  });
});
