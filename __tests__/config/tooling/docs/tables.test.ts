import { readFileSync } from "node:fs";
import { environmentTable } from "../../../../config/tooling/docs/environment-table";
import { escapeMarkdown, escapeTags, markdownTable } from "../../../../config/tooling/docs/markdown-table";
import { propsTable } from "../../../../config/tooling/docs/props-table";
import {
  outputsTable,
  parseStackJson,
  resourcesTable,
} from "../../../../config/tooling/docs/synthesised-tables";
import { anchorOf, replaceSection } from "../../../../config/tooling/docs/marked-section";
import { statementFields } from "../../../../config/tooling/docs/statement-fields";
import { STATEMENT_FIELDS } from "../../../../config/settings/policy-statement";
import { ruleWords } from "../../../../config/settings/rule-words";
import { s3BucketSettings } from "../../../../config/settings/s3-bucket";
import { settingsTable } from "../../../../config/tooling/docs/settings-table";
import { copierEnvironmentSchema } from "../../../../functions/copier/environment";
import { exportEnvironmentSchema } from "../../../../functions/export/environment";

describe("a table", () => {
  it("pads its cells and keeps bars and line feeds from breaking it", () => {
    expect(markdownTable(["a", "b"], [["x|y", "one\ntwo"]])).toBe(
      ["| a    | b       |", "| ---- | ------- |", "| x\\|y | one two |"].join("\n"),
    );
  });
});

it("keeps what looks like HTML from being hidden, except in code", () => {
  expect(escapeTags("s3://<name>, `<name>` and a_b")).toBe("s3://\\<name\\>, `<name>` and a_b");
});

describe("a marked section", () => {
  const page = "before\n\n<!-- t:begin -->\nold\n<!-- t:end -->\n\nafter\n";

  it("is replaced, and nothing else", () => {
    expect(replaceSection("p.md", page, "t", "new $& $1")).toBe(
      "before\n\n<!-- t:begin -->\n\nnew $& $1\n\n<!-- t:end -->\n\nafter\n",
    );
  });

  it("does not change when it is replaced by the same again", () => {
    const once = replaceSection("p.md", page, "t", "new");
    expect(replaceSection("p.md", once, "t", "new")).toBe(once);
  });

  it.each([
    ["no markers", "page"],
    ["no end", "<!-- t:begin -->"],
    ["two beginnings", `<!-- t:begin -->${page}`],
    ["the end first", "<!-- t:end --><!-- t:begin -->"],
  ])("is refused with %s", (_what, text) => {
    expect(() => replaceSection("p.md", text, "t", "new")).toThrow(/^p\.md: /);
  });
});

const cellsOf = (table: string): string[][] =>
  table
    .split("\n")
    .slice(2)
    .map((line) => line.split(" | ").map((cell) => cell.replaceAll(/^\| | \|$/g, "").trim()));

it("tells of each setting what it is, its default and what it must be", () => {
  const table = settingsTable({
    name: { type: "string", description: "A name.", rules: [{ kind: "length", to: "value", max: 3 }] },
    ids: {
      type: "list(string)",
      description: "Ids.",
      default: [],
      rules: [
        { kind: "regex", to: "each", pattern: "x", words: "like <x_y>" },
        { kind: "unique", to: "value" },
      ],
    },
  });
  expect(cellsOf(table)).toEqual([
    ["`name`", "string", "required", "A name.", "length at most 3"],
    ["`ids`", "list(string)", "`[]`", "Ids.", "each element: like \\<x\\_y\\>; no element twice"],
  ]);
});

it.each([
  ["export", exportEnvironmentSchema],
  ["copier", copierEnvironmentSchema],
])("lists every variable of the %s function, with its meaning", (name, schema) => {
  const file = `functions/${name}/environment.ts`;
  const table = environmentTable(file, readFileSync(file, "utf8"));
  const variables = [...table.matchAll(/^\| `([A-Z0-9_]+)` +\| \S.*\|$/gm)].map(([, variable]) => variable);
  expect(variables).toEqual(Object.keys(schema.shape));
});

it("refuses a variable that nobody described", () => {
  const source = "const s = z.strictObject({\n /** A. */\n A: z.string(),\n B: z.string() });";
  expect(() => environmentTable("e.ts", source)).toThrow("e.ts: B has no doc comment");
});

describe("the table of inputs", () => {
  const source = `
    interface Other { readonly x: string }
    export interface P {
      /** First. */
      readonly first: string;
      /** Second. @default 5: for a reason */
      readonly second?: number;
    }`;

  it("has type, default and meaning of each", () => {
    expect(cellsOf(propsTable("p.ts", source, "P"))).toEqual([
      ["`first`", "`string`", "required", "First."],
      ["`second`", "`number`", "5: for a reason", "Second."],
    ]);
  });

  it("refuses an interface that is not there, and an input that nobody described", () => {
    expect(() => propsTable("p.ts", source, "Q")).toThrow("p.ts: expected the interface Q");
    expect(() => propsTable("p.ts", source, "Other")).toThrow("p.ts: x has no doc comment");
  });
});

describe("the tables of a stack", () => {
  const at = (path: string): object => ({ "//": { metadata: { path } } });
  const module = parseStackJson(
    JSON.stringify({
      output: { url: { value: "x", description: "A URL." } },
      resource: {
        aws_sqs_queue: { a: { ...at("m/p/queue"), name: "${lower(var.x)}" } },
        aws_lambda_function: { f: { ...at("m/p/f/function"), function_name: "${var.x}", name: "no" } },
        aws_kms_key: { k: { ...at("m/p/key"), count: "${var.y ? 1 : 0}" } },
      },
    }),
  );
  const example = parseStackJson(
    JSON.stringify({
      resource: {
        aws_sqs_queue: { a: { ...at("m/p/queue"), name: "ip-a" } },
        aws_lambda_function: { f: { ...at("m/p/f/function"), function_name: "ip-f", name: "no" } },
      },
    }),
  );

  it("list a module's resources with the AWS names of an example", () => {
    expect(cellsOf(resourcesTable(module, example))).toEqual([
      ["`aws_sqs_queue.a`", "1", "`ip-a`", "queue"],
      ["`aws_lambda_function.f`", "1", "`ip-f`", "f/function"],
      ["`aws_kms_key.k`", "0 or 1", "", "key"],
    ]);
  });

  it("list the outputs", () => {
    expect(cellsOf(outputsTable(module))).toEqual([["`url`", "A URL."]]);
  });

  it("say when there are none", () => {
    const nothing = parseStackJson("{}");
    expect([outputsTable(nothing), resourcesTable(nothing, nothing)]).toEqual([
      "There are none.",
      "There are none.",
    ]);
  });
});

describe("a setting that is a list of policy statements", () => {
  const { bucket_policy_statements, bucket_key_policy_statements } = s3BucketSettings;
  const settings = { bucket_policy_statements, bucket_key_policy_statements };

  it("has its rules in a table of its own, to which its row leads", () => {
    const [first, second] = cellsOf(settingsTable(settings));
    expect([first?.[1], first?.[4]]).toEqual([
      "list of statements",
      "[the fields of `bucket_policy_statements`](#the-fields-of-bucket_policy_statements)",
    ]);
    expect(second?.[0]).toBe("`bucket_key_policy_statements`");
    expect(statementFields(settings).map((text) => text.split("\n")[0])).toEqual([
      "### The fields of `bucket_policy_statements`",
      "### The fields of `bucket_key_policy_statements`",
    ]);
  });

  it("has a row for each field with every rule of it, and no row for what its statements cannot have", () => {
    const [bucket = "", key = ""] = statementFields(settings);
    const fields = (text: string): readonly string[] =>
      [...text.matchAll(/^\| `([a-z.]+)`/gm)].map(([, field = ""]) => field);
    expect(fields(bucket)).toEqual([...STATEMENT_FIELDS]);
    expect(fields(key)).toEqual(STATEMENT_FIELDS.filter((field) => field !== "resources"));
    expect(bucket).toMatch(/^\| `effect` +\| string +\| one of Allow, Deny +\|$/m);
    for (const rule of bucket_policy_statements.rules)
      expect(bucket).toContain(
        escapeMarkdown(
          ruleWords(rule).replace(/^each statement's (?:conditions[a-z.]+: each element: |[a-z.]+: )/, ""),
        ),
      );
  });

  it("has a link that leads to the heading as GitHub makes its anchor", () => {
    expect(anchorOf("The fields of `bucket_policy_statements`, all: 1.2")).toBe(
      "the-fields-of-bucket_policy_statements-all-12",
    );
  });
});
