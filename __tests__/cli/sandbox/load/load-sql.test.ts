import { sandboxTests } from "../../shared/support/in-sandbox";

const itInSandbox = sandboxTests();

// As a new pg_dump writes it.
const DUMP =
  String.raw`--
-- PostgreSQL database dump
--
\restrict xyz
SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
CREATE SCHEMA shop;
CREATE FUNCTION shop.twice(n integer) RETURNS integer
    LANGUAGE plpgsql
    AS $_$ BEGIN RETURN n * 2; -- ; not an end
    END; $_$;
CREATE TABLE shop.item (id integer NOT NULL, name text, "half; price" numeric);
COPY shop.item (id, name, "half; price") FROM stdin;
1	tea; \\. and 'quotes'	1.5
2	\N	\N
3	last` +
  "\u2028" +
  String.raw`line	2
\.

ALTER TABLE ONLY shop.item ADD CONSTRAINT item_pkey PRIMARY KEY (id);
\unrestrict xyz
`;

itInSandbox(
  "loads a dump and further files in order, tells the rows, and warns of what is not exported",
  async (sandbox) => {
    const more =
      "\ufeffINSERT INTO shop.item VALUES (4, 'it''s', shop.twice(2)), (5, E'\\';', 1);\nCREATE UNLOGGED TABLE shop.draft (a int)";
    const loaded = await sandbox.load(
      "--sql",
      sandbox.file("dump.sql", DUMP),
      "--sql",
      sandbox.file("more.sql", more),
    );
    expect(loaded).toMatchObject({ exitCode: 0 });
    expect(loaded.stdout).toMatch(/✔ Your SQL: 5 rows, /);
    expect(loaded.stdout).toMatch(/shop\.item +5\n/);
    expect(loaded.stderr).toContain('shop.item: the name of column "half; price" cannot be exported');
    expect(loaded.stderr).toContain("shop.draft: the table is unlogged");
    expect(await sandbox.query("SELECT id, name FROM shop.item ORDER BY id")).toEqual([
      { id: 1, name: String.raw`tea; \. and 'quotes'` },
      { id: 2, name: null },
      { id: 3, name: "last\u2028line" },
      { id: 4, name: "it's" },
      { id: 5, name: "';" },
    ]);
    const again = await sandbox.load("--sql", sandbox.file("dump.sql", DUMP));
    expect(again).toMatchObject({ exitCode: 1 });
    expect(again.stderr).toContain('dump.sql:9: schema "shop" already exists (42P06)');
    expect(again.stderr).toContain("--reset");
    const reset = await sandbox.load("--reset", "--sql", sandbox.file("dump.sql", DUMP));
    expect(reset.stdout).toMatch(/shop\.item +3\n/);
  },
);

itInSandbox("gives file, line, column, hint and PostgreSQL's words, and changes nothing", async (sandbox) => {
  const good = sandbox.file("good.sql", "CREATE SCHEMA shop; CREATE TABLE shop.t (name text);");
  const cases = [
    ["SELECT 1;\n  SELECT nmae\n  FROM shop.t;", ["bad.sql:2:10: ", "nmae", "    ^"], ["42703", "Hint: "]],
    [
      "COPY shop.t FROM stdin;\nok\na\tb\n\\.\n",
      ["bad.sql:3: extra data after last expected column (22P04)"],
      ["Where: COPY t, line 2"],
    ],
    ["ALTER SCHEMA shop OWNER TO app_owner;", ['bad.sql:1: role "app_owner" does not exist'], ["--no-owner"]],
    ["SELECT 1; DO $$ BEGIN COMMIT; END $$;", ["bad.sql:1: invalid transaction termination"], ["Where: "]],
  ] as const;
  for (const [text, first, further] of cases) {
    const failed = await sandbox.load("--sql", good, "--sql", sandbox.file("bad.sql", text));
    expect(failed).toMatchObject({ exitCode: 1 });
    for (const words of [...first, ...further, "Nothing was changed."])
      expect(failed.stderr).toContain(words);
  }
  expect(await sandbox.tables()).toEqual([]);
});

itInSandbox("refuses every wrong part at once, before AWS is asked anything", async (sandbox) => {
  const bad = [
    "BEGIN;",
    "CREATE DATABASE other;",
    "\\connect other",
    "\\copy t FROM 'file'",
    "COPY t FROM '/tmp/file';",
    "COMMIT;",
    "SET client_encoding = 'LATIN1';",
    "CREATE TABLE t (a text DEFAULT 'open);",
  ].join("\n");
  const refused = await sandbox.load(
    "--sql",
    sandbox.file("bad.sql", bad),
    "--sql",
    sandbox.file("dump", "PGDMP…"),
  );
  expect(refused).toMatchObject({ exitCode: 2 });
  for (const line of [1, 2, 3, 4, 5, 6, 7, 8]) expect(refused.stderr).toContain(`bad.sql:${line}: `);
  expect(refused.stderr).toContain("pg_restore --no-owner");
  expect(sandbox.aws.calls).toEqual([]);
});

itInSandbox("does not mix the user's own and the sample", async (sandbox) => {
  await sandbox.load("--rows", "100");
  const refused = await sandbox.load("--sql", sandbox.file("own.sql", "CREATE TABLE public.t (a int);"));
  expect(refused).toMatchObject({ exitCode: 2 });
  expect(refused.stderr).toContain("the database holds the sample: --reset");
});

itInSandbox("lets no file's settings reach into the next one", async (sandbox) => {
  const ends = ["SET search_path = pg_catalog;", "SELECT set_config('search_path', '', false);"];
  for (const [index, end] of ends.entries()) {
    const first = sandbox.file("first.sql", `CREATE SCHEMA s${index};\n${end}\n`);
    const second = sandbox.file("second.sql", `CREATE TABLE t${index} (a int);\n`);
    expect(await sandbox.load("--sql", first, "--sql", second)).toMatchObject({ exitCode: 0 });
  }
  expect(await sandbox.tables()).toEqual(["public.t0", "public.t1"]);
});

itInSandbox("says that rows may be there twice when the database held tables before", async (sandbox) => {
  const file = sandbox.file("rows.sql", "CREATE TABLE IF NOT EXISTS t (a int);\nINSERT INTO t VALUES (1);\n");
  expect((await sandbox.load("--sql", file)).stdout).not.toContain("twice");
  const second = await sandbox.load("--sql", file);
  expect(second.stdout).toMatch(/held 1 tables and views before: .* twice now\. --reset empties it first/);
  expect(second.stdout).toMatch(/public\.t +2\n/);
  expect((await sandbox.load("--reset", "--sql", file)).stdout).not.toContain("twice");
});
