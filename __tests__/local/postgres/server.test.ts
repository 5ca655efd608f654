import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { Client } from "pg";
import { copyDatabase, createDatabase } from "../../../local/postgres/databases";
import { loadSampleDatabase } from "../../../local/postgres/sample-database";
import { startPostgres } from "../../../local/postgres/server";
import type { ConnectionSettings, PostgresServer } from "../../../local/postgres/server";
import { PostgresSnapshots } from "../../../local/postgres/snapshots";
import { isRunning } from "../../../local/postgres/temporary-folder";
import { beginReading } from "../../../local/postgres/text-session";
import { withClient } from "../../../local/postgres/with-client";
import { readExpectation } from "../../../local/verify/expected-tables";
import { checksumSnapshot } from "../../../local/verify/snapshot-rows";

jest.setTimeout(60_000);

const onLinux = process.platform === "linux" ? it : it.skip;
const asRoot = process.getuid?.() === 0 ? it : it.skip;

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(async () => {
  await server.close();
});

async function value(connection: ConnectionSettings, sql: string): Promise<unknown> {
  return withClient(connection, "test", async (client) => {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: "array" });
    return rows[0]?.[0];
  });
}

async function until(what: string, condition: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`waited 10 s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

function connects(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host, timeout: 2000 });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    for (const event of ["error", "timeout"] as const)
      socket.once(event, () => {
        socket.destroy();
        resolve(false);
      });
  });
}

describe("the server", () => {
  it("speaks UTF-8, sorts by code point and keeps its clock in UTC", async () => {
    const connection = server.connection("postgres");
    expect(await value(connection, "SHOW server_encoding")).toBe("UTF8");
    expect(await value(connection, "SHOW TimeZone")).toBe("UTC");
    expect(await value(connection, "SELECT upper('straße é я')")).toBe("STRAßE É Я");
    expect(
      await value(connection, "SELECT array_agg(x ORDER BY x) FROM unnest('{b,B,a,é}'::text[]) x"),
    ).toEqual(["B", "a", "b", "é"]);
  });

  it("is reached through its address too", async () => {
    const client = new Client({ connectionString: server.url("postgres") });
    await client.connect();
    await client.end();
  });

  it("lets nobody in without the password", async () => {
    const client = new Client({ ...server.connection("postgres"), password: "guess" });
    await expect(client.connect()).rejects.toThrow(/password authentication failed/);
  });

  onLinux("listens on 127.0.0.1 and nowhere else", async () => {
    const listening = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((file) =>
      readFileSync(file, "utf8")
        .split("\n")
        .map((line) => line.trim().split(/\s+/))
        .filter(([, address, , state]) => state === "0A" && address?.endsWith(hexPort(server.port)))
        .map(([, address]) => address),
    );
    expect(listening).toEqual([`0100007F:${hexPort(server.port)}`]);
    expect(await connects(server.port)).toBe(true);
    expect(readFileSync("/proc/net/unix", "utf8")).not.toContain(`.s.PGSQL.${server.port}`);
  });

  onLinux("reads nothing of the checkout, which may be closed to its user", () => {
    const maps = readFileSync(`/proc/${server.pid}/maps`, "utf8");
    expect(maps).toContain(`${server.directory}/runtime/bin/postgres`);
    expect(maps).not.toContain("node_modules");
  });

  asRoot("runs as nobody when it is started as root", () => {
    const nobody = /^nobody:[^:]*:(\d+):/m.exec(readFileSync("/etc/passwd", "utf8"))?.[1];
    expect(statSync(`/proc/${server.pid}`).uid).toBe(Number(nobody));
    expect(statSync(path.join(server.directory, "data")).mode & 0o777).toBe(0o700);
  });

  it("keeps the password in no file", () => {
    const { password } = server.connection("postgres");
    const files = readdirSync(server.directory, { recursive: true, encoding: "utf8" }).filter(
      (name) => !name.startsWith("runtime") && statSync(path.join(server.directory, name)).isFile(),
    );
    expect(files.length).toBeGreaterThan(100);
    for (const name of files)
      expect(readFileSync(path.join(server.directory, name)).includes(password)).toBe(false);
  });

  asRoot("says which folder is closed when its user cannot enter the given one", async () => {
    const closed = mkdtempSync(path.join(tmpdir(), "closed-"));
    try {
      await expect(startPostgres({ directory: closed })).rejects.toThrow(
        `the user nobody, which runs PostgreSQL when this is started as root, may not enter ${closed}`,
      );
      expect(readdirSync(closed)).toEqual([]);
    } finally {
      rmSync(closed, { recursive: true });
    }
  });
});

const hexPort = (port: number): string => port.toString(16).toUpperCase().padStart(4, "0");

describe("the end of a server", () => {
  interface Started {
    readonly child: ReturnType<typeof spawn>;
    readonly ended: Promise<number | NodeJS.Signals | null>;
    readonly leftBehind: Promise<boolean>;
    readonly server: { readonly pid: number; readonly directory: string; readonly port: number };
  }

  const children: ReturnType<typeof spawn>[] = [];

  async function start(ending: string): Promise<Started> {
    const child = spawn(
      process.execPath,
      ["config/tooling/run.mjs", "__tests__/local/postgres/server-process.ts", ending],
      { stdio: ["ignore", "pipe", "inherit"], detached: true },
    );
    const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
      child.once("exit", (code, signal) => {
        resolve(code ?? signal);
      });
    });
    children.push(child);
    const line = await new Promise<string>((resolve, reject) => {
      const lines = createInterface({ input: child.stdout });
      lines.once("line", resolve);
      lines.once("close", () => {
        reject(new Error("the process ended without a word"));
      });
    });
    const parsed = JSON.parse(line) as Started["server"];
    // Looked at in the moment of the end: soon afterwards the watchdog has been there too.
    const leftBehind = ended.then(() => existsSync(parsed.directory));
    const own = { child, ended, leftBehind, server: parsed };
    started.set(ending, own);
    return own;
  }

  const endings = ["close", "exit", "SIGKILL", "SIGTERM"] as const;
  const started = new Map<string, Started>();

  beforeAll(async () => {
    await Promise.all(endings.map(start));
  });

  afterAll(() => {
    for (const child of children) child.kill("SIGKILL");
  });

  it.each(endings)("leaves no process, port or folder after %s", async (ending) => {
    const { child, ended, leftBehind, server: own } = started.get(ending)!;
    if (ending === "SIGKILL" || ending === "SIGTERM") {
      expect(isRunning(own.pid)).toBe(true);
      child.kill(ending);
    }
    expect(await ended).toBe({ close: 0, exit: 7, SIGKILL: "SIGKILL", SIGTERM: "SIGTERM" }[ending]);
    // An orderly end is over when nothing is left.
    if (ending === "close" || ending === "exit") expect(await leftBehind).toBe(false);
    await until("the server ends", () => !isRunning(own.pid));
    await until("the folder is removed", () => !existsSync(own.directory));
    expect(await connects(own.port)).toBe(false);
  });
});

describe("snapshots", () => {
  let snapshots: PostgresSnapshots;

  beforeAll(async () => {
    await createDatabase(server, "council");
    await withClient(server.connection("council"), "test", async (client) => {
      await client.query("CREATE TABLE note (id int PRIMARY KEY, text text)");
      await client.query("INSERT INTO note SELECT n, 'before' FROM generate_series(1, 1000) n");
    });
    snapshots = new PostgresSnapshots(server);
    snapshots.registerInstance("housing", "council");
  });

  const countNotes = (database: ConnectionSettings): Promise<unknown> =>
    value(database, "SELECT count(*) FROM note");

  it("hold what was there, whatever is written or dropped afterwards, and can be restored", async () => {
    await snapshots.create("housing", "k-1");
    const source = server.connection("council");
    await value(source, "INSERT INTO note VALUES (1001, 'after')");
    await value(source, "DELETE FROM note WHERE id <= 10");
    await snapshots.create("housing", "k-2");
    await value(source, "DROP TABLE note");

    expect(await countNotes(snapshots.find("k-1").connection)).toBe("1000");
    expect(await countNotes(snapshots.find("k-2").connection)).toBe("991");
    expect(snapshots.find("k-1").database).toBe("council");
    await snapshots.restore("k-1", "council_restored");
    expect(await countNotes(server.connection("council_restored"))).toBe("1000");
    await value(
      server.connection("council_restored"),
      "INSERT INTO note VALUES (2000, 'a restored one is written to')",
    );
    expect(await countNotes(snapshots.find("k-1").connection)).toBe("1000");
  });

  it("are restored once nobody reads them any more", async () => {
    await withClient(snapshots.find("k-1").connection, "test", async (reader) => {
      const restored = snapshots.restore("k-1", "council_again");
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect((await reader.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
      await reader.end();
      await restored;
    });
    expect(await countNotes(server.connection("council_again"))).toBe("1000");
  });

  it("refuse to be written to", async () => {
    await expect(value(snapshots.find("k-1").connection, "DELETE FROM note")).rejects.toThrow(
      /read-only transaction/,
    );
  });

  it("are gone when dropped, which may be said twice", async () => {
    const { connection } = snapshots.find("k-2");
    await snapshots.drop("k-2");
    await snapshots.drop("k-2");
    expect(() => snapshots.find("k-2")).toThrow("there is no snapshot k-2");
    await expect(countNotes(connection)).rejects.toThrow(/does not exist/);
  });

  it("refuse an unknown instance, a known key and a key that PostgreSQL would cut", async () => {
    await expect(snapshots.create("libraries", "k-3")).rejects.toThrow(
      "instance libraries has no database here; known: housing",
    );
    await expect(snapshots.create("housing", "k-1")).rejects.toThrow("there is a snapshot k-1 already");
    await expect(snapshots.create("housing", "k".repeat(61))).rejects.toThrow(/expected 1 to 60 letters/);
  });

  it("are consistent while others write: pairs of rows are whole, and writers go on afterwards", async () => {
    await createDatabase(server, "busy");
    const busy = server.connection("busy");
    await value(busy, "CREATE TABLE pair (writer int, n int, side text)");
    snapshots.registerInstance("busy", "busy");
    let running = true;
    let refused = 0;
    const write = async (writer: number): Promise<void> => {
      for (let n = 0; running; n++)
        try {
          await withClient(busy, "writer", async (client) => {
            await client.query("BEGIN");
            await client.query("INSERT INTO pair VALUES ($1, $2, 'left')", [writer, n]);
            await client.query("INSERT INTO pair VALUES ($1, $2, 'right')", [writer, n]);
            await client.query("COMMIT");
          });
        } catch (error) {
          expect(String(error)).toMatch(/not currently accepting connections|terminat|closed|not queryable/);
          refused += 1;
        }
    };
    const writers = [1, 2, 3].map(write);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await Promise.all([snapshots.create("busy", "b-1"), snapshots.create("busy", "b-2")]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    running = false;
    await Promise.all(writers);

    const halves = "SELECT count(*) FROM (SELECT writer, n FROM pair GROUP BY 1, 2 HAVING count(*) <> 2) x";
    const all = "SELECT count(*)::int FROM pair";
    const first = await value(snapshots.find("b-1").connection, all);
    const second = await value(snapshots.find("b-2").connection, all);
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThanOrEqual(Number(first));
    expect(await value(busy, all)).toBeGreaterThan(Number(second));
    for (const database of [snapshots.find("b-1").connection, snapshots.find("b-2").connection, busy])
      expect(await value(database, halves)).toBe("0");
    expect(refused).toBeGreaterThan(0);
  });
});

describe("the sample database", () => {
  const small = {
    properties: 60,
    people: 50,
    tenancies: 40,
    requests: 60,
    orders: 50,
    meters: 20,
    readings: 300,
  };
  async function load(name: string, seed: number): Promise<Record<string, string>> {
    await createDatabase(server, name);
    await loadSampleDatabase(server.connection(name), { seed, size: small });
    return withClient(server.connection(name), "test", async (client) => {
      await beginReading(client);
      const checksums: Record<string, string> = {};
      for (const table of (await readExpectation(client, () => true)).tables)
        checksums[table.table] = (await checksumSnapshot(client, table)).value;
      return checksums;
    });
  }

  it("is the same for the same seed, and another one for another seed", async () => {
    const [first, second] = await Promise.all([load("seed_1a", 1), load("seed_1b", 1)]);
    expect(second).toEqual(first);
    const other = await load("seed_2", 2);
    const same = Object.keys(first).filter((table) => other[table] === first[table]);
    // Nothing in them is left to chance.
    expect(same).toEqual(["entry", "warranty_claim"]);
  });

  it("has at least 12 tables with foreign keys, an empty one, partitions, and values that are no numbers", async () => {
    const sample = server.connection("seed_1a");
    const linked =
      "SELECT count(DISTINCT conrelid)::int FROM pg_constraint WHERE contype = 'f' AND conparentid = 0";
    expect(await value(sample, linked)).toBeGreaterThanOrEqual(12);
    expect(await value(sample, "SELECT count(*)::int FROM repairs.warranty_claim")).toBe(0);
    expect(await value(sample, "SELECT count(DISTINCT tableoid)::int FROM finance.payment")).toBe(3);
    expect(await value(sample, "SELECT count(*)::int FROM archive.entry WHERE exact = 'NaN'")).toBe(1);
    expect(await value(sample, "SELECT count(*)::int FROM archive.entry WHERE dated < '0001-01-01'")).toBe(2);
  });

  it("lets people in again when a copy of it fails", async () => {
    await expect(copyDatabase(server, "seed_2", "seed_1a")).rejects.toThrow(/already exists/);
    expect(await value(server.connection("seed_2"), "SELECT 1")).toBe(1);
  });
});
