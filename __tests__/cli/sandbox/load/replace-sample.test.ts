import { sandboxTests } from "../../shared/support/in-sandbox";

const itInSandbox = sandboxTests();

const OTHERS: readonly (readonly [sql: string, words: string])[] = [
  ["CREATE TABLE registry.my_notes AS SELECT 1 AS one", "registry.my_notes"],
  ["CREATE VIEW finance.mine AS SELECT * FROM registry.ward", "finance.mine"],
  [
    "CREATE FUNCTION public.mine(registry.tenure) RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "function mine(registry.tenure) depends on type registry.tenure",
  ],
  [
    "CREATE FUNCTION repairs.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "function repairs.mine() depends on schema repairs",
  ],
];

itInSandbox("replaces no sample upon which somebody has built, without being told to", async (sandbox) => {
  await sandbox.load("--rows", "100");
  for (const [sql, words] of OTHERS) {
    await sandbox.query(sql);
    const before = await sandbox.tables();
    const refused = await sandbox.load("--rows", "200");
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.stderr).toContain(words);
    expect(refused.stderr).toContain("--reset");
    expect(refused.stderr.trim().split("\n")).toHaveLength(1);
    expect(await sandbox.tables()).toEqual(before);
    expect(await sandbox.load("--rows", "100")).toMatchObject({ exitCode: 0 });
    await sandbox.query(
      "DROP TABLE IF EXISTS registry.my_notes; DROP VIEW IF EXISTS finance.mine; DROP FUNCTION IF EXISTS public.mine, repairs.mine",
    );
  }
  expect(await sandbox.load("--rows", "200", "--again")).toMatchObject({ exitCode: 0 });
});
