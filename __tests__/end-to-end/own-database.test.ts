import { readFileSync } from "node:fs";
import { createDatabase } from "../../local/postgres/databases";
import { startPostgres } from "../../local/postgres/server";
import type { PostgresServer } from "../../local/postgres/server";
import { withClient } from "../../local/postgres/with-client";
import type { RunResult } from "../../local/start/run-result";
import { descendants, PATIENCE_SECONDS, startLocalRunWith } from "../support/local-run-process";

jest.setTimeout((PATIENCE_SECONDS + 60) * 1000);

const secret = "s3cr3t w%rd/@";
let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
  await createDatabase(server, "shop");
  await withClient(server.connection("shop"), "test", async (client) => {
    await client.query(`CREATE ROLE reader LOGIN PASSWORD '${secret}'`);
    await client.query(`CREATE TABLE "Order" (id int, placed timestamptz, total numeric, ref oid)`);
    await client.query(`INSERT INTO "Order" SELECT n, now(), n * 1.10, n FROM generate_series(1, 300) n`);
    await client.query("CREATE TABLE closed (id int)");
    await client.query("CREATE SCHEMA audit; CREATE TABLE audit.entry (id int)");
    await client.query(`GRANT SELECT ON "Order" TO reader`);
  });
});

afterAll(async () => {
  await server.close();
});

/** Starts a run whose address holds the password, and collects what every process of it shows meanwhile. */
async function watchedRun(...argv: readonly string[]): Promise<{
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly printed: string;
  readonly shown: string;
}> {
  const { child, out, ended } = startLocalRunWith(
    // The test's own shield would hide it from the run otherwise.
    { PGHOST: "", PGSSLMODE: "", PGOPTIONS: "" },
    ...["--database-url", `postgres://reader:${encodeURIComponent(secret)}@127.0.0.1:${server.port}/shop`],
    ...argv,
  );
  let shown = "";
  let running = true;
  const watch = async (): Promise<void> => {
    // The first moment is the command line's own; the title is the first thing that a run sets.
    while (running && out.stderr === "" && out.stdout === "") await pause();
    while (running) {
      for (const pid of [child.pid ?? 0, ...descendants(child.pid ?? 0)]) shown += processText(pid);
      await pause();
    }
  };
  const watching = watch();
  const exitCode = await ended;
  running = false;
  await watching;
  return { exitCode, stdout: out.stdout, printed: out.stdout + out.stderr, shown };
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));

/** Command line and environment, as ps and /proc show them. */
function processText(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8") + readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch {
    // It ended in between.
    return "";
  }
}

it("lands somebody's own tables, and shows the password to nobody", async () => {
  const { exitCode, stdout, printed, shown } = await watchedRun(
    ...["--schemas", "public", "--json", "--timeout", String(PATIENCE_SECONDS), "--speed", "200"],
  );
  const result = JSON.parse(stdout) as RunResult;
  expect(result.problems).toEqual([]);
  expect(exitCode).toBe(0);
  expect(result.snapshots).toMatchObject([
    {
      instance: "shop",
      tables: [{ table: "public.Order", rowsLanded: 300, matches: true }],
      unexported: [{ name: "public.closed", reason: "the user may not read it" }],
      undocumented: [{ table: "public.Order", column: "ref", type: "oid" }],
    },
  ]);
  for (const form of [secret, encodeURIComponent(secret)]) {
    expect(printed).not.toContain(form);
    if (process.platform === "linux") expect(shown).not.toContain(form);
  }
  expect(printed).toContain("PGPASSWORD");
  if (process.platform === "linux") expect(shown).toContain("postgres://reader:***@");
});

it("ends at once when there is no such table", async () => {
  const { exitCode, printed } = await watchedRun("--tables", "order");
  expect(exitCode).toBe(1);
  expect(printed).toContain("there is no table order in the database; near: Order");
});
