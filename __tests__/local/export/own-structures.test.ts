import { createDatabase } from "../../../local/postgres/databases";
import { ParquetSnapshotExporter } from "../../../local/export/parquet-snapshot-exporter";
import { startPostgres } from "../../../local/postgres/server";
import type { PostgresServer } from "../../../local/postgres/server";
import { PostgresSnapshots } from "../../../local/postgres/snapshots";
import { withClient } from "../../../local/postgres/with-client";
import { compareLanding } from "../../../local/verify/compare-landing";
import type { LandingComparison } from "../../../local/verify/compare-landing";
import { exportRequest, importDate, land, landedFiles } from "./exported-objects";
import type { Objects } from "./exported-objects";

jest.setTimeout(120_000);

const now = (): Date => new Date();
let server: PostgresServer;
let snapshots: PostgresSnapshots;

beforeAll(async () => {
  server = await startPostgres();
  snapshots = new PostgresSnapshots(server);
});

afterAll(async () => {
  await server.close();
});

async function made(database: string, ...statements: readonly string[]): Promise<void> {
  await createDatabase(server, database);
  await withClient(server.connection(database), "test", async (client) => {
    for (const sql of statements) await client.query(sql);
  });
  snapshots.registerInstance(database, database);
  await snapshots.create(database, database);
}

async function exported(
  database: string,
  limits?: { readonly valueBytes: number; readonly rowBytes: number },
): Promise<{ objects: Objects; warning: string | undefined }> {
  const { request, objects } = exportRequest(database);
  const exporter = new ParquetSnapshotExporter({
    snapshots,
    now,
    ...(limits === undefined ? {} : { limits }),
  });
  return { warning: (await exporter.export(request)).warningMessage, objects };
}

function compare(database: string, objects: Objects, longestRow?: number): Promise<LandingComparison> {
  return compareLanding({
    snapshot: snapshots.find(database),
    landed: landedFiles(land(objects)),
    serviceArea: "housing",
    importDate,
    ...(longestRow === undefined ? {} : { longestRow }),
  });
}

const rowsOf = ({ tables }: LandingComparison): Record<string, number> =>
  Object.fromEntries(tables.map(({ table, landedRows }) => [table, landedRows]));

it("exports tables of every shape, and nothing else", async () => {
  const wide = Array.from({ length: 1600 }, (_, index) => `c${index} bool`).join(", ");
  await made(
    "shapes",
    "CREATE SCHEMA elsewhere",
    "CREATE TABLE sale (id int, region int, note text) PARTITION BY LIST (region)",
    "CREATE TABLE elsewhere.sale_1 PARTITION OF sale FOR VALUES IN (1) PARTITION BY RANGE (id)",
    "CREATE TABLE sale_1a PARTITION OF elsewhere.sale_1 FOR VALUES FROM (0) TO (10)",
    // Other columns in another order, and one that is gone.
    "CREATE TABLE elsewhere.sale_1b (note text, gone int, region int, id int)",
    "ALTER TABLE elsewhere.sale_1b DROP COLUMN gone",
    "ALTER TABLE elsewhere.sale_1 ATTACH PARTITION elsewhere.sale_1b FOR VALUES FROM (10) TO (100)",
    "CREATE UNLOGGED TABLE sale_2 PARTITION OF sale FOR VALUES IN (2)",
    "CREATE EXTENSION postgres_fdw",
    "CREATE SERVER nowhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '1')",
    "CREATE USER MAPPING FOR CURRENT_USER SERVER nowhere",
    "CREATE FOREIGN TABLE sale_3 PARTITION OF sale FOR VALUES IN (3) SERVER nowhere",
    "CREATE FOREIGN TABLE abroad (id int) SERVER nowhere",
    "INSERT INTO sale SELECT n, 1, 'n' || n FROM generate_series(0, 19) n",
    "INSERT INTO sale VALUES (1, 2, 'unlogged')",
    "CREATE TABLE parent (id int)",
    "CREATE TABLE child (more text) INHERITS (parent)",
    "INSERT INTO parent VALUES (1)",
    "INSERT INTO child VALUES (2, 'x'), (3, 'y')",
    `CREATE TABLE made_up (id int GENERATED ALWAYS AS IDENTITY, net int,
       stored int GENERATED ALWAYS AS (net * 2) STORED, virtual int GENERATED ALWAYS AS (net * 3) VIRTUAL)`,
    "INSERT INTO made_up (net) VALUES (1), (NULL)",
    `CREATE TABLE "Order" ("select" int, "SELECT" int, "Select" int)`,
    `INSERT INTO "Order" VALUES (1, 2, 3)`,
    `CREATE SCHEMA "My.Schema"`,
    `CREATE TABLE "My.Schema"."dots.and ""quotes"" 漢字😀" ("a.b" int, "ü" int, "q""q" int, "back\\slash" text)`,
    `INSERT INTO "My.Schema"."dots.and ""quotes"" 漢字😀" VALUES (1, 2, 3, '\\')`,
    `CREATE TABLE wide (${wide})`,
    "INSERT INTO wide (c0, c1599) VALUES (true, false)",
    "CREATE TABLE big_values (id int, body text, doc jsonb)",
    "ALTER TABLE big_values ALTER body SET STORAGE EXTERNAL",
    "INSERT INTO big_values SELECT n, repeat(md5(n::text), 20000), jsonb_build_object('a', repeat('x', 1000000)) FROM generate_series(1, 3) n",
    "CREATE VIEW seen AS SELECT 1 AS one",
    "CREATE MATERIALIZED VIEW kept AS SELECT 1 AS one",
    "CREATE UNLOGGED TABLE loose (id int)",
    "CREATE TABLE empty_parts (id int) PARTITION BY LIST (id)",
    "CREATE EXTENSION hstore; CREATE EXTENSION citext; CREATE EXTENSION ltree",
    "CREATE TABLE extended (h hstore, c citext, l ltree, hs hstore[])",
    `INSERT INTO extended VALUES ('a=>1, b=>NULL', 'MiXed', 'Top.Sub', ARRAY['x=>y'::hstore])`,
  );
  const { objects, warning } = await exported("shapes");
  expect(warning).toBeUndefined();
  const comparison = await compare("shapes", objects);
  expect(comparison.tables.flatMap(({ problems }) => problems)).toEqual([]);
  expect(comparison.unexplained).toEqual([]);
  expect(rowsOf(comparison)).toEqual({
    'My.Schema.dots.and "quotes" 漢字😀': 1,
    "public.Order": 1,
    "public.big_values": 3,
    "public.child": 2,
    "public.empty_parts": 0,
    "public.extended": 1,
    "public.made_up": 2,
    "public.parent": 1,
    "public.sale": 20,
    "public.wide": 1,
  });
  expect(comparison.unexported).toEqual([
    { name: "public.loose", reason: "the table is unlogged" },
    { name: "public.sale_2", reason: "the partition of public.sale is unlogged" },
    { name: "public.sale_3", reason: "the partition of public.sale is a foreign table" },
  ]);
  expect(comparison.undocumented).toEqual([
    { table: "public.extended", column: "h", type: "public.hstore" },
    { table: "public.extended", column: "c", type: "public.citext" },
    { table: "public.extended", column: "l", type: "public.ltree" },
  ]);
});

describe("what is too large for RDS", () => {
  beforeAll(async () => {
    await made(
      "large",
      "CREATE TABLE fits (id int, body text)",
      "INSERT INTO fits SELECT n, repeat('x', 900) FROM generate_series(1, 5) n",
      "CREATE TABLE row_too_long (a text, b bytea, c int[])",
      "INSERT INTO row_too_long VALUES ('x', '\\x00', '{1}'), (repeat('y', 950), decode(repeat('00', 900), 'hex'), ARRAY(SELECT generate_series(1, 200)))",
    );
  });
  const limits = { valueBytes: 1000, rowBytes: 2000 };

  it("has a table skipped for a row, with the reason, and the rest is complete", async () => {
    const { objects, warning } = await exported("large", limits);
    expect(JSON.parse(String(warning))).toEqual({
      skippedTables: [{ target: "large.public.row_too_long", reason: "ROW_TOO_LARGE: 2543 bytes" }],
      skippedObjectives: [],
      general: [],
    });
    const [, report] = [...objects].find(([key]) => key.includes("export_tables_info"))!;
    expect(JSON.parse(String(report))).toMatchObject({
      perTableStatus: [
        { status: "COMPLETE", target: "large.public.fits" },
        {
          status: "SKIPPED",
          target: "large.public.row_too_long",
          warningMessage: "ROW_TOO_LARGE: 2543 bytes",
        },
      ],
    });
    const comparison = await compare("large", objects, limits.rowBytes);
    expect(rowsOf(comparison)).toEqual({ "public.fits": 5 });
    expect(comparison.unexported).toEqual([
      { name: "public.row_too_long", reason: "a row of it has 2543 bytes" },
    ]);
    expect(comparison.matches).toBe(true);
  });

  it("finds files of a table that should have none", async () => {
    const comparison = await compare("large", (await exported("large")).objects, limits.rowBytes);
    expect(comparison.unexplained).toHaveLength(1);
    expect(comparison.matches).toBe(false);
  });

  it("fails the whole export for a value", async () => {
    await expect(exported("large", { valueBytes: 940, rowBytes: 1e9 })).rejects.toThrow(
      "column a of table public.row_too_long holds a value of 940 bytes or more",
    );
    await expect(exported("large", { valueBytes: 951, rowBytes: 1e9 })).resolves.toBeDefined();
  });
});
