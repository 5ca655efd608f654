import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { StatementLexer } from "../../../../../cli/sandbox/load/sql/statement-lexer";
import type { SqlItem } from "../../../../../cli/sandbox/load/sql/statement";
import { itWithPrograms } from "../../../../support/with-programs";
import { startQueryRecorder } from "./query-recorder";

function lex(text: string): readonly SqlItem[] {
  const lexer = new StatementLexer();
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return [...lines.flatMap((line, index) => lexer.feed(line, index + 1)), ...lexer.end()];
}

const texts = (text: string): readonly string[] =>
  lex(text).map((item) => (item.kind === "statement" ? item.text : item.kind));

it.each([
  ["two in a line", "select 1; select 2", ["select 1", "select 2"]],
  ["quotes", `select ';', ";", 'it''s;'; select 2`, [`select ';', ";", 'it''s;'`, "select 2"]],
  ["escapes", String.raw`select E'a\';b', 'c\'; select 2`, [String.raw`select E'a\';b', 'c\'`, "select 2"]],
  ["escapes that go on", "select E'a'\n  '\\';b'; select 2", ["select E'a'\n  '\\';b'", "select 2"]],
  [
    "no escapes after a word that ends with e",
    String.raw`select te'\'; select 2`,
    [String.raw`select te'\'`, "select 2"],
  ],
  [
    "dollars",
    "select $$;$x$;$$, $x$;$$;$x$, a$b$; select $1",
    ["select $$;$x$;$$, $x$;$$;$x$, a$b$", "select $1"],
  ],
  [
    "comments",
    "-- a;\nselect /* ; /* ; */ ; */ 1 -- ;\n; select 2",
    ["select /* ; /* ; */ ; */ 1 -- ;", "select 2"],
  ],
  [
    "rules",
    "create rule r as on insert to t do (select 1; select 2); select 3",
    ["create rule r as on insert to t do (select 1; select 2)", "select 3"],
  ],
  [
    "bodies",
    "create or replace function f() returns int begin atomic select case when true then 1 end; end; select 3",
    [
      "create or replace function f() returns int begin atomic select case when true then 1 end; end",
      "select 3",
    ],
  ],
  ["nothing", " ;; -- only\n /* comments */ ;", []],
  ["commands of psql", "select 1\n\\g\n", ["meta", "select 1"]],
  ["what never ends", "select 1;\nselect 'a;\n", ["select 1", "unfinished"]],
])("cuts at the right places: %s", (_name, text, expected) => {
  expect(texts(text)).toEqual(expected);
});

it("says where a statement begins", () => {
  expect(lex("\n-- a comment\n  select 1;  select\n2")).toMatchObject([
    { line: 3, column: 3, words: ["select"] },
    { line: 3, column: 14 },
  ]);
});

const piece = fc.constantFrom(
  ...[
    ";",
    ";",
    "(",
    ")",
    "'",
    "''",
    '"',
    "E'",
    "e'",
    "U&'",
    "\n",
    "\n",
    " ",
    "--",
    "/*",
    "*/",
    "$$",
    "$a$",
    "$1",
  ],
  ...[
    "create ",
    "function ",
    "or ",
    "replace ",
    "begin ",
    "end ",
    "case ",
    "tok ",
    "te",
    "é",
    "😀",
    ",",
    "1",
    "-",
    "/",
    "*",
  ],
);
const program = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));

itWithPrograms(["psql"], "cuts where psql cuts", async () => {
  const recorder = await startQueryRecorder();
  const folder = mkdtempSync(path.join(tmpdir(), "statement-lexer-"));
  const file = path.join(folder, "file.sql");
  try {
    await fc.assert(
      fc.asyncProperty(program, async (text) => {
        const items = lex(text);
        // What is open at the end psql sends as it is, and the server would refuse it.
        fc.pre(items.every(({ kind }) => kind === "statement"));
        writeFileSync(file, text);
        const address = `host=127.0.0.1 port=${recorder.port} user=u dbname=d sslmode=disable gssencmode=disable`;
        await promisify(execFile)("psql", ["-X", "-q", "-d", address, "-f", file], {
          env: { ...process.env, PGCLIENTENCODING: "UTF8" },
        });
        // psql sends comments before a statement with it, and comments alone.
        const sent = recorder.take().filter((each) => lex(each).length > 0);
        const found = texts(text);
        expect(found).toHaveLength(sent.length);
        for (const [index, each] of sent.entries())
          expect(bare(each).endsWith(bare(found[index] ?? "nothing"))).toBe(true);
      }),
      { numRuns: 150 },
    );
  } finally {
    await recorder.close();
    rmSync(folder, { recursive: true });
  }
});

const bare = (text: string): string => text.replaceAll(/\s+/g, "").replace(/;$/, "");
