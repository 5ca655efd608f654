import { descendants, isRunning } from "../../../support/local-run-process";
import { sandboxTests } from "../../shared/support/in-sandbox";
import type { CommandProcess, Sandbox } from "../../shared/support/sandbox";
import { DATABASE_HOST } from "../../shared/support/tls-postgres";

const itInSandbox = sandboxTests();

/** Which rows there are, not how they are counted. */
async function fingerprint(sandbox: Sandbox): Promise<string> {
  const [row] = await sandbox.query<{ sum: string }>(
    "SELECT md5(string_agg(r::text, E'\\n' ORDER BY id)) AS sum FROM metering.reading r",
  );
  return row?.sum ?? "";
}

/** Waits until rows are being written. */
async function writing({ child, out }: CommandProcess): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (/metering\.reading: [\d,]+ rows/.test(out.stdout)) resolve();
    };
    child.stdout?.on("data", look);
    child.once("close", () => {
      resolve();
    });
  });
}

itInSandbox("loads the sample through the tunnel, and a second time changes nothing", async (sandbox) => {
  const first = await sandbox.load("--rows", "300");
  expect(first).toMatchObject({ exitCode: 0, stderr: "" });
  expect(first.stdout).toMatch(/✔ Sample database: 1,212 rows, .* rows\/s, .* MB\/s/);
  const before = await sandbox.query("SELECT xmin::text, * FROM metering.reading ORDER BY id");
  const second = await sandbox.load("--rows", "300");
  expect(second).toMatchObject({ exitCode: 0, stderr: "" });
  expect(second.stdout).toContain("there already (seed 2026), nothing was changed");
  expect(await sandbox.query("SELECT xmin::text, * FROM metering.reading ORDER BY id")).toEqual(before);
  expect(before).toHaveLength(300);
});

itInSandbox("asks Session Manager for the forward by exactly these arguments", async (sandbox) => {
  await sandbox.load("--rows", "100");
  const run = sandbox.programs.runs().at(-1);
  const localPort = /"localPortNumber":\["(\d+)"\]/.exec(run?.argv[7] ?? "")?.[1] ?? "";
  expect(run?.argv).toEqual([
    "ssm",
    "start-session",
    "--target",
    "i-0123",
    "--document-name",
    "AWS-StartPortForwardingSessionToRemoteHost",
    "--parameters",
    `{"host":["${DATABASE_HOST}"],"portNumber":["5432"],"localPortNumber":["${localPort}"]}`,
    "--region",
    "eu-west-2",
  ]);
  expect(run?.environment["AWS_ENDPOINT_URL"]).toBe(sandbox.environment["AWS_ENDPOINT_URL"]);
  expect([run?.pid, run?.pluginPid].map((pid) => isRunning(pid ?? 0))).toEqual([false, false]);
});

itInSandbox(
  "replaces another size, reloads when asked to, and tells of what was changed",
  async (sandbox) => {
    await sandbox.load("--rows", "100");
    const small = await fingerprint(sandbox);
    expect((await sandbox.load("--rows", "200")).exitCode).toBe(0);
    expect(await fingerprint(sandbox)).not.toBe(small);
    await sandbox.load("--rows", "100");
    expect(await fingerprint(sandbox)).toBe(small);
    await sandbox.query("DELETE FROM metering.reading_import");
    expect((await sandbox.load("--rows", "100")).stdout).toContain("somebody has changed it");
    const again = await sandbox.load("--rows", "100", "--again");
    expect(again).toMatchObject({ exitCode: 0 });
    expect(again.stdout).not.toContain("somebody has changed it");
  },
);

itInSandbox("leaves alone what is somebody's own", async (sandbox) => {
  await sandbox.query("CREATE SCHEMA finance; CREATE TABLE finance.mine AS SELECT 1 AS one");
  const schema = await sandbox.load("--rows", "100");
  expect(schema).toMatchObject({ exitCode: 2 });
  expect(schema.stderr).toContain("schema finance is there already and is not the sample's: somebody's own");
  await sandbox.query("DROP SCHEMA finance CASCADE; CREATE TABLE public.mine AS SELECT 1 AS one");
  const table = await sandbox.load("--rows", "100");
  expect(table).toMatchObject({ exitCode: 2 });
  expect(table.stderr).toContain("tables that are not the sample's: public.mine");
  expect(await sandbox.tables()).toEqual(["public.mine"]);
});

itInSandbox(
  "empties the database first when told to, and puts all back when the load fails",
  async (sandbox) => {
    await sandbox.query(
      `SET ROLE sandbox_master; CREATE SCHEMA "my own"; CREATE TABLE "my own".t (a int);
     RESET ROLE; GRANT CREATE ON SCHEMA public TO sandbox_master; SET ROLE sandbox_master;
     CREATE TYPE public.mood AS ENUM ('ok'); CREATE TABLE public.t (m public.mood);
     CREATE FUNCTION public.f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE AGGREGATE public.agg(int) (sfunc = int4pl, stype = int)`,
    );
    const loaded = await sandbox.load("--rows", "100", "--reset");
    expect(loaded).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await sandbox.query("SELECT 1 FROM pg_proc WHERE pronamespace = 'public'::regnamespace")).toEqual(
      [],
    );
    const tables = await sandbox.tables();
    expect(tables).toContain("registry.ward");
    expect(tables).not.toContain("my own.t");
    const broken = await sandbox.load(
      "--reset",
      "--sql",
      sandbox.file("broken.sql", "SELECT 1;\nSELECT nothing;\n"),
    );
    expect(broken).toMatchObject({ exitCode: 1 });
    expect(await sandbox.tables()).toEqual(tables);
  },
);

itInSandbox("refuses a second load while one is going on", async (sandbox) => {
  const first = sandbox.startLoad("--rows", "5000000");
  await writing(first);
  const second = await sandbox.load("--rows", "100");
  first.child.kill("SIGINT");
  expect(second).toMatchObject({ exitCode: 1 });
  expect(second.stderr).toContain("another load of this database is going on");
  expect(await first.ended).toBe(130);
});

const interruptions = {
  "Ctrl-C": { end: (run: CommandProcess) => run.child.kill("SIGINT"), code: 130 },
  "kill -9": { end: (run: CommandProcess) => run.child.kill("SIGKILL"), code: null },
};

for (const [name, { end, code }] of Object.entries(interruptions))
  itInSandbox(`leaves the database as it was, and no process, after ${name}`, async (sandbox) => {
    await sandbox.load("--rows", "100");
    const before = await fingerprint(sandbox);
    const run = sandbox.startLoad("--rows", "5000000");
    await writing(run);
    const processes = descendants(run.child.pid ?? 0);
    expect(processes.length).toBeGreaterThanOrEqual(2);
    end(run);
    expect(await run.ended).toBe(code);
    await gone(processes);
    expect(await fingerprint(sandbox)).toBe(before);
    expect(await sandbox.load("--rows", "200")).toMatchObject({ exitCode: 0 });
  });

itInSandbox("says so when the tunnel breaks, and leaves the database as it was", async (sandbox) => {
  const run = sandbox.startLoad("--rows", "5000000");
  await writing(run);
  process.kill(sandbox.programs.runs().at(-1)?.pluginPid ?? 0, "SIGKILL");
  expect(await run.ended).toBe(1);
  expect(run.out.stderr).toContain("the AWS CLI ended the port forward");
  expect(run.out.stderr).toContain("Nothing was changed: load again");
  expect(await sandbox.tables()).toEqual([]);
});

/** The watchdog takes a moment after the process that it guards. */
async function gone(processes: readonly number[]): Promise<void> {
  const end = Date.now() + 30_000;
  while (processes.some(isRunning)) {
    if (Date.now() > end) throw new Error(`still running: ${processes.filter(isRunning).join(", ")}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
