import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createDatabase } from "../../../local/postgres/databases";
import { startPostgres } from "../../../local/postgres/server";
import type { PostgresServer } from "../../../local/postgres/server";
import { parseDatabaseUrl } from "../../../local/postgres/database-url";
import { withClient } from "../../../local/postgres/with-client";
import { OwnDatabase } from "../../../local/start/own-database";
import type { OwnDatabaseRequest } from "../../../local/start/own-database";
import { compareLanding } from "../../../local/verify/compare-landing";
import type { LandingComparison } from "../../../local/verify/compare-landing";
import { exportRequest, importDate, land, landedFiles } from "../export/exported-objects";
import type { Objects } from "../export/exported-objects";
import { connectionTo } from "../export/own-session";

jest.setTimeout(120_000);

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
  await run(
    "postgres",
    "CREATE ROLE reader LOGIN PASSWORD 'reads only'",
    "CREATE ROLE limited LOGIN PASSWORD 'p' IN ROLE reader",
    // Limits that would end every long transaction, were they not lifted for it.
    "ALTER ROLE limited SET idle_in_transaction_session_timeout = '50ms'",
    "ALTER ROLE limited SET statement_timeout = '1s'",
    "ALTER ROLE limited SET transaction_timeout = '2s'",
  );
});

afterAll(async () => {
  await server.close();
});

async function run(database: string, ...statements: readonly string[]): Promise<void> {
  await withClient(server.connection(database), "test", async (client) => {
    for (const sql of statements) await client.query(sql);
  });
}

async function ask<T>(database: string, sql: string): Promise<T[]> {
  return withClient(server.connection(database), "test", async (client) => {
    const { rows } = await client.query<Record<string, T>>(sql);
    return rows.flatMap((row) => Object.values(row));
  });
}

async function made(database: string, ...statements: readonly string[]): Promise<string> {
  await createDatabase(server, database);
  await run(database, ...statements);
  return database;
}

const opened: OwnDatabase[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((own) => own.close()));
});

async function open(
  database: string,
  options: Partial<OwnDatabaseRequest> & { readonly user?: string; readonly password?: string } = {},
): Promise<OwnDatabase> {
  const { user, password, ...request } = options;
  const settings = server.connection(database);
  const role = user === undefined ? settings : { user, password: password ?? "" };
  const connection = connectionTo(settings, role);
  const own = await OwnDatabase.connect({
    connection,
    schemas: [],
    tables: [],
    now: () => new Date(),
    ...request,
  });
  opened.push(own);
  return own;
}

async function take(own: OwnDatabase, key = "k"): Promise<void> {
  await own.storage.create(own.instances[0]?.identifier ?? "", key);
}

async function exported(own: OwnDatabase, key = "k"): Promise<{ objects: Objects; warning: unknown }> {
  const { request, objects } = exportRequest(key);
  const { warningMessage } = await own.exporter.export(request);
  const warning: unknown = warningMessage === undefined ? undefined : JSON.parse(warningMessage);
  return { objects, warning };
}

function compare(own: OwnDatabase, objects: Objects, key = "k"): Promise<LandingComparison> {
  return compareLanding({
    snapshot: own.readable(key),
    landed: landedFiles(land(objects)),
    serviceArea: "housing",
    importDate,
  });
}

const rowsOf = ({ tables }: LandingComparison): Record<string, number> =>
  Object.fromEntries(tables.map(({ table, landedRows }) => [table, landedRows]));

describe("a snapshot of somebody's database", () => {
  it("holds one moment for the export and for the comparison, whatever is written meanwhile", async () => {
    await made("moment", "CREATE TABLE item (id int)", "INSERT INTO item VALUES (1), (2), (3)");
    const own = await open("moment");
    await take(own, "first");
    await run("moment", "DELETE FROM item WHERE id = 1", "CREATE TABLE later (id int)");
    await take(own, "second");
    await run("moment", "INSERT INTO item SELECT generate_series(10, 20)", "VACUUM item");
    for (const [key, rows] of [
      ["first", { "public.item": 3 }],
      ["second", { "public.item": 2, "public.later": 0 }],
    ] as const) {
      const comparison = await compare(own, (await exported(own, key)).objects, key);
      expect(comparison.matches).toBe(true);
      expect(rowsOf(comparison)).toEqual(rows);
    }
  });

  it("writes nothing: no transaction number is spent, and none of its sessions may write", async () => {
    await made("untouched", "CREATE TABLE item (id int)", "INSERT INTO item VALUES (1)");
    const next = "SELECT txid_snapshot_xmax(txid_current_snapshot())";
    const [before] = await ask("untouched", next);
    const own = await open("untouched");
    await own.prepare(() => undefined);
    await take(own);
    const { objects } = await exported(own);
    expect((await compare(own, objects)).matches).toBe(true);
    await own.snapshotsTaken();
    await own.readable("k").read("attempt", (session) =>
      session
        .transaction(async (client) => {
          await expect(client.query("INSERT INTO item VALUES (2)")).rejects.toThrow("read-only transaction");
        })
        .catch(() => undefined),
    );
    expect(await ask("untouched", next)).toEqual([before]);
  });

  it("keeps a session each, which ends when it is dropped, and with the run", async () => {
    await made("sessions", "CREATE TABLE item (id int)");
    const open1 = await open("sessions");
    const sessions = (): Promise<string[]> =>
      ask("postgres", "SELECT application_name FROM pg_stat_activity WHERE datname = 'sessions'");
    await take(open1, "a");
    await take(open1, "b");
    expect(await sessions()).toEqual(["snapshot", "snapshot"]);
    await open1.storage.drop("a");
    await open1.storage.drop("never");
    await gone(async () => (await sessions()).length === 1);
    expect(() => open1.readable("a")).toThrow("there is no snapshot a");
    await open1.close();
    await gone(async () => (await sessions()).length === 0);
  });

  it("says that what it saw is gone when its session is", async () => {
    await made("lost", "CREATE TABLE item (id int)");
    const own = await open("lost");
    await take(own);
    await ask(
      "postgres",
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = 'lost'",
    );
    await expect(exported(own)).rejects.toThrow(
      /^the session that kept the snapshot readable was lost \(.*\): .*Take another snapshot$/,
    );
  });

  it("outlives the limits that the role has for its sessions", async () => {
    await made(
      "limits",
      "CREATE TABLE item (id int)",
      "INSERT INTO item VALUES (1)",
      "GRANT SELECT ON item TO reader",
    );
    const own = await open("limits", { user: "limited", password: "p" });
    await take(own);
    await ask("limits", "SELECT pg_sleep(2.2)");
    expect((await compare(own, (await exported(own)).objects)).matches).toBe(true);
  });
});

/** The server notices a moment later that a session has ended. */
async function gone(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe("what may not or cannot be read any more", () => {
  it("is skipped as RDS skips it when the user lacks the right, or sees only some of the rows", async () => {
    await made(
      "rights",
      "CREATE TABLE open (id int)",
      "CREATE TABLE closed (id int)",
      "CREATE TABLE half (id int, secret int)",
      "CREATE TABLE own_rows (id int)",
      "ALTER TABLE own_rows ENABLE ROW LEVEL SECURITY",
      "CREATE POLICY few ON own_rows USING (id = 1)",
      "INSERT INTO own_rows VALUES (1), (2)",
      "INSERT INTO open VALUES (1)",
      "CREATE SCHEMA shut",
      "CREATE TABLE shut.inside (id int)",
      "CREATE TABLE parted (id int) PARTITION BY LIST (id)",
      "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1)",
      "GRANT SELECT ON open, own_rows, shut.inside, parted TO reader",
      "GRANT SELECT (id) ON half TO reader",
    );
    const own = await open("rights", { user: "reader", password: "reads only" });
    await take(own);
    const { objects, warning } = await exported(own);
    const denied = "PERMISSIONS_DO_NOT_EXIST";
    expect(warning).toMatchObject({
      skippedTables: [
        { target: "rights.public.closed", reason: denied },
        { target: "rights.public.half", reason: denied },
        {
          target: "rights.public.own_rows",
          reason: `${denied}: row-level security hides rows from this user`,
        },
        { target: "rights.public.parted", reason: denied },
        { target: "rights.shut.inside", reason: denied },
      ],
    });
    const comparison = await compare(own, objects);
    expect(comparison.matches).toBe(true);
    expect(rowsOf(comparison)).toEqual({ "public.open": 1 });
    expect(comparison.unexported).toEqual([
      { name: "public.closed", reason: "the user may not read it" },
      { name: "public.half", reason: "the user may not read it" },
      { name: "public.own_rows", reason: "row-level security hides rows of it from the user" },
      { name: "public.parted", reason: "the user may not read its partition public.parted_1" },
      { name: "shut.inside", reason: "the user may not read it" },
    ]);
  });

  it.each<[string, string, RegExp]>([
    ["truncated", "TRUNCATE item", /^public\.item was emptied or rewritten after the snapshot/],
    ["rewritten", "ALTER TABLE item ALTER id TYPE bigint", /^public\.item was emptied or rewritten/],
    ["dropped", "DROP TABLE item", /^public\.item was dropped, renamed or moved after the snapshot/],
    ["renamed", "ALTER TABLE item RENAME TO thing", /^public\.item was dropped, renamed or moved/],
    [
      "replaced",
      "ALTER TABLE item RENAME TO old; CREATE TABLE item (id int)",
      /^public\.item was dropped, renamed or moved/,
    ],
    ["left without a column", "ALTER TABLE item DROP COLUMN name", /^public\.item lost a column/],
  ])(
    "fails the export when a table was %s since, and the comparison says so",
    async (what, change, message) => {
      const name = `changed_${what.replaceAll(" ", "_")}`;
      await made(name, "CREATE TABLE item (id int, name text)", "INSERT INTO item VALUES (1, 'a')");
      const own = await open(name);
      await take(own);
      const { objects } = await exported(own);
      await run(name, change);
      await expect(exported(own)).rejects.toThrow(message);
      const comparison = await compare(own, objects);
      expect(comparison.tables[0]?.problems[0]).toMatch(message);
      expect(comparison.matches).toBe(false);
    },
  );

  it("fails the export when somebody keeps a table locked, after a bounded wait", async () => {
    await made("locked", "CREATE TABLE item (id int)", "CREATE TABLE other (id int)");
    const own = await open("locked", { lockTimeout: 100 });
    await take(own);
    await withClient(server.connection("locked"), "blocker", async (blocker) => {
      await blocker.query("BEGIN");
      await blocker.query("LOCK TABLE item");
      await expect(exported(own)).rejects.toThrow(
        /^public\.item is locked by somebody who keeps readers out/,
      );
    });
    expect((await compare(own, (await exported(own)).objects)).matches).toBe(true);
  });

  it("keeps no lock on tables between their exports", async () => {
    await made("free", "CREATE TABLE item (id int)");
    const own = await open("free");
    await take(own);
    await exported(own);
    await run("free", "SET lock_timeout = '1s'", "ALTER TABLE item ADD COLUMN more int");
  });
});

describe("connecting", () => {
  const refused = (connection: OwnDatabaseRequest["connection"], more: Partial<OwnDatabaseRequest> = {}) =>
    OwnDatabase.connect({ connection, schemas: [], tables: [], now: () => new Date(), ...more });

  it("says in one line what is wrong, and never the password", async () => {
    const settings = server.connection("postgres");
    const attempts: [string, RegExp][] = [
      [`postgres://reader:wrong-word@127.0.0.1:${settings.port}/postgres`, /the password is wrong/],
      [`postgres://nobody:wrong-word@127.0.0.1:${settings.port}/postgres`, /the password is wrong/],
      [`postgres://reader@127.0.0.1:${settings.port}/postgres`, /asks for a password: set PGPASSWORD/],
      [`postgres://reader:reads%20only@127.0.0.1:${settings.port}/nowhere`, /no database of that name/],
      ["postgres://reader:wrong-word@127.0.0.1:1/postgres", /nobody listens there/],
      ["postgres://reader:wrong-word@localhost:1/postgres", /nobody listens there/],
      [
        "postgres://reader:wrong-word@no-such-host.invalid/postgres",
        /no host of that name|could not be looked up/,
      ],
      ["postgres://reader:wrong-word@/postgres?host=/nowhere", /no such Unix socket/],
      [
        `postgres://reader:wrong-word@127.0.0.1:${settings.port}/postgres?sslmode=require`,
        /does not support SSL/,
      ],
    ];
    for (const [url, message] of attempts) {
      const error: unknown = await refused(parseDatabaseUrl(url, {})).catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        name: "OwnDatabaseError",
        message: expect.stringMatching(message) as unknown,
      });
      expect(String(error)).not.toMatch(/wrong-word|\n/);
    }
  });

  it("says so when something else listens there", async () => {
    const web = createServer((_request, response) => response.end("hello"));
    await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
    const { port } = web.address() as AddressInfo;
    try {
      for (const sslmode of ["prefer", "disable"])
        await expect(
          refused(
            parseDatabaseUrl(`postgres://me@127.0.0.1:${port}/x?connect_timeout=2&sslmode=${sslmode}`, {}),
          ),
        ).rejects.toThrow(/is it a PostgreSQL server/);
    } finally {
      web.closeAllConnections();
      web.close();
    }
  });

  it("refuses names that are not there, and says which are near", async () => {
    await made(
      "names",
      "CREATE SCHEMA sales",
      'CREATE TABLE sales."Order" (id int)',
      "CREATE TABLE sales.customer (id int)",
      "CREATE VIEW sales.seen AS SELECT 1",
      "CREATE TABLE sales.parted (id int) PARTITION BY LIST (id)",
      "CREATE TABLE sales.part_1 PARTITION OF sales.parted FOR VALUES IN (1)",
    );
    const connection = connectionTo(server.connection("names"));
    await expect(refused(connection, { schemas: ["sale"] })).rejects.toThrow(
      "there is no schema sale in the database; near: sales",
    );
    await expect(refused(connection, { tables: ["sales.costumer"] })).rejects.toThrow(
      "there is no table sales.costumer in the database; near: sales.customer",
    );
    await expect(refused(connection, { tables: ["order"] })).rejects.toThrow("near: Order");
    await expect(refused(connection, { schemas: ["public"], tables: ["customer"] })).rejects.toThrow(
      "customer is in the schema sales, which --schemas leaves out",
    );
    // All at once.
    await expect(refused(connection, { schemas: ["sals"], tables: ["nothing", "Ordr"] })).rejects.toThrow(
      /there is no schema sals in the database; near: sales; there is no table nothing .*; there is no table Ordr/,
    );
    await expect(refused(connection, { tables: ["seen"] })).rejects.toThrow("seen is a view");
    await expect(refused(connection, { tables: ["part_1"] })).rejects.toThrow("part_1 is a partition");
    const own = await open("names", { schemas: ["sales"], tables: ["Order", "sales.parted"] });
    expect(await own.prepare(() => undefined)).toMatch(
      /^2 tables in postgres:\/\/postgres@127\.0\.0\.1:\d+\/names, /,
    );
    await take(own);
    const { objects } = await exported(own);
    expect(rowsOf(await compare(own, objects))).toEqual({ "sales.Order": 0, "sales.parted": 0 });
  });

  it("refuses a database whose name cannot be a folder, and shows others as instances that RDS would allow", async () => {
    await made("a/b");
    await expect(refused(connectionTo(server.connection("a/b")))).rejects.toThrow('"a/b" cannot be a folder');
    await made("empty");
    await expect(refused(connectionTo(server.connection("empty")))).rejects.toThrow(
      /\/empty: there is no table that RDS would export/,
    );
    await made("Größe 2 (neu)", "CREATE TABLE one (id int)");
    const own = await open("Größe 2 (neu)");
    expect(own.instances).toMatchObject([
      { identifier: expect.stringMatching(/^gro-*e-2-neu$/) as unknown, database: "Größe 2 (neu)" },
    ]);
  });
});
