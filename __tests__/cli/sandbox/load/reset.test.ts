import { sandboxTests } from "../../shared/support/in-sandbox";
import type { Sandbox } from "../../shared/support/sandbox";
import { MASTER } from "../../shared/support/tls-postgres";

const itInSandbox = sandboxTests();

const CLERK = "DROP ROLE IF EXISTS sandbox_clerk; CREATE ROLE sandbox_clerk;";

async function extensions(sandbox: Sandbox): Promise<readonly string[]> {
  const rows = await sandbox.query<{ name: string }>("SELECT extname AS name FROM pg_extension ORDER BY 1");
  return rows.map(({ name }) => name);
}

itInSandbox("--reset leaves extensions, also in a schema of their own, and says so", async (sandbox) => {
  await sandbox.query(
    `SET ROLE ${MASTER.username}; CREATE EXTENSION citext; CREATE EXTENSION pg_trgm; CREATE SCHEMA ext;
     CREATE EXTENSION hstore SCHEMA ext; CREATE TABLE ext.mine (a ext.hstore); CREATE TABLE public.mine (a citext);`,
  );
  const loaded = await sandbox.load("--reset", "--rows", "100");
  expect(loaded).toMatchObject({ exitCode: 0, stderr: "" });
  expect(loaded.stdout).toContain("schema ext is emptied and stays, for its extensions: hstore");
  expect(await extensions(sandbox)).toEqual(["citext", "hstore", "pg_trgm", "plpgsql"]);
  const tables = await sandbox.tables();
  expect(tables).toContain("registry.ward");
  expect(tables.filter((name) => name.endsWith("mine"))).toEqual([]);
  expect(await sandbox.query("SELECT 'a=>1'::ext.hstore::text AS value, 'A'::citext = 'a' AS same")).toEqual([
    { value: '"a"=>"1"', same: true },
  ]);
});

itInSandbox("--reset names what belongs to another role, and changes nothing", async (sandbox) => {
  await sandbox.query(
    `${CLERK} CREATE TABLE public.ours (a int); CREATE SCHEMA other AUTHORIZATION sandbox_clerk;
     CREATE TABLE other.theirs (a int)`,
  );
  const refused = await sandbox.load("--reset", "--rows", "100");
  expect(refused).toMatchObject({ exitCode: 2 });
  expect(refused.stderr).toContain("schema other (owner: sandbox_clerk)");
  expect(refused.stderr).toContain(`GRANT "sandbox_clerk" TO "${MASTER.username}"`);
  expect(refused.stderr.trim().split("\n")).toHaveLength(1);
  expect(await sandbox.tables()).toEqual(["other.theirs", "public.ours"]);
});

itInSandbox("loads beside what it may not read, and says that it may not", async (sandbox) => {
  await sandbox.query(
    `${CLERK} CREATE SCHEMA other AUTHORIZATION sandbox_clerk; CREATE TABLE other.theirs (a int)`,
  );
  const file = sandbox.file("own.sql", "CREATE TABLE public.mine AS SELECT 1 AS one;");
  const loaded = await sandbox.load("--sql", file);
  expect(loaded).toMatchObject({ exitCode: 0 });
  expect(loaded.stdout).toContain("holds 1 rows in 1 tables, and 1 that the master user may not read:");
  expect(loaded.stdout).toMatch(/other\.theirs +may not be read\n/);
  expect(loaded.stdout).toMatch(/public\.mine +1\n/);
});
