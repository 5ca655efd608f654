import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { dataPlatformConflicts } from "../../../config/settings/data-platform-conflicts";
import { dataPlatformSettings } from "../../../config/settings/data-platform";
import type { Settings } from "../../../config/settings/setting";
import { checkTfvars } from "../../../config/tfvars/check-tfvars";
import { tfvarsReport } from "../../../config/tfvars/tfvars-report";

const settings = {
  name: { type: "string", description: "A name.", rules: [{ kind: "length", to: "value", min: 1, max: 5 }] },
  size: {
    type: "number",
    description: "A size.",
    default: 3,
    rules: [{ kind: "range", to: "value", min: 1, max: 9, integer: true }],
  },
  ids: { type: "list(string)", description: "Ids.", default: [], rules: [{ kind: "unique", to: "value" }] },
  tags: { type: "map(string)", description: "Tags.", default: {} },
  note: { type: "string", description: "A note.", default: null },
} as const satisfies Settings;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tfvars-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function checked(
  text: string,
  name = "x.tfvars",
): Promise<{ kind: string; lines: string[]; values: unknown }> {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  const check = await checkTfvars(file, settings);
  return {
    kind: check.kind,
    lines: tfvarsReport(check).map((line) => line.replaceAll(file, "FILE")),
    values: check.kind === "accepted" ? check.values : undefined,
  };
}

const defaults = { size: 3, ids: [], tags: {}, note: null };

it.each<[string, string, object]>([
  ["gives the defaults to what is not named", 'name = "a"', { name: "a" }],
  ["takes null for the default", 'name = "a"\nsize = null\nnote = null', { name: "a" }],
  ["reads a number from a text", 'name = "a"\nsize = "4"', { name: "a", size: 4 }],
  ["reads a number in any of Terraform's spellings", 'name = "a"\nsize = "+.4e1"', { name: "a", size: 4 }],
  ["reads a text from a number or a bool", "name = 1.50\nnote = true", { name: "1.5", note: "true" }],
  ["reads a number written with an exponent as Terraform prints it", "name = 1e4", { name: "10000" }],
  [
    "reads texts within lists and maps too",
    'name = "a"\nids = ["b", 5, false]\ntags = { k = 1 }',
    { name: "a", ids: ["b", "5", "false"], tags: { k: "1" } },
  ],
  [
    "takes comments, heredocs and lists over lines",
    'name = <<EOT\nab\nEOT\nids = [ # ids\n "b",\n]',
    { name: "ab\n", ids: ["b"] },
  ],
  ["takes escaped template signs for text", 'name = "$${a}"', { name: "${a}" }],
  ["counts an escape as what it means", 'name = "%%{aa}"', { name: "%{aa}" }],
])("%s", async (_what, text, values) => {
  expect(await checked(text)).toEqual({ kind: "accepted", lines: [], values: { ...defaults, ...values } });
});

it("reads a JSON file literally, and its // as a comment", async () => {
  const text = JSON.stringify({ "//": "a comment", name: "${a}", size: "7" });
  expect(await checked(text, "x.tfvars.json")).toEqual({
    kind: "accepted",
    lines: [],
    values: { ...defaults, name: "${a}", size: 7 },
  });
});

it("reports everything that is wrong at once, a line each, with file, variable, value and rule", async () => {
  const text = 'size = 9.5\nids = ["a", "b", "a"]\ntags = ["x"]\nnote = []\nnamee = "x"\nzzz = 1';
  expect(await checked(text)).toEqual({
    kind: "refused",
    lines: [
      "warning: FILE: namee: is no variable of this stack, and is ignored; was name meant?",
      "warning: FILE: zzz: is no variable of this stack, and is ignored",
      "error: FILE: name: is missing; expected string: A name.",
      "error: FILE: size: expected a whole number from 1 to 9 (rule: range); got 9.5",
      'error: FILE: ids: expected no element twice (rule: unique); got ["a"]',
      'error: FILE: tags: expected a map of strings, none of them null (type: map(string)); got ["x"]',
      "error: FILE: note: expected a string (type: string); got []",
    ],
    values: undefined,
  });
});

it.each<[string, string, RegExp]>([
  ["null for a required variable", "name = null", /^error: FILE: name: is null; expected string/],
  ["a text that is no number", 'name = "a"\nsize = " 4"', /size: expected a number.*; got " 4"/],
  ["a bool for a number", 'name = "a"\nsize = true', /size: expected a number.*; got true/],
  ["a text for a list", 'name = "a"\nids = "a"', /ids: expected a list of strings.*; got "a"/],
  ["a list in a list", 'name = "a"\nids = [["a"]]', /ids: expected a list of strings.*; got \[\["a"\]\]/],
  [
    "null in a list",
    'name = "a"\nids = [null]',
    /ids: expected a list of strings, none of them null .*; got \[null\]$/,
  ],
  ["null in a map", 'name = "a"\ntags = { a = null }', /tags: expected a map of strings.*; got \{"a":null\}/],
  [
    "a number for a text that cannot be read exactly",
    "name = 12345678901234567890",
    /name: expected a string/,
  ],
  ["a reference", "name = var.other", /name: expected a value written out.*; got "\$\{var\.other\}"/],
  [
    "an expression in a list",
    'name = "a"\nids = ["x${1 + 1}"]',
    /ids: expected a value written out.*; got \["x\$\{1 \+ 1\}"\]$/,
  ],
  [
    "an expression as a map's key",
    'name = "a"\ntags = { (var.x) = "b" }',
    /tags: expected a value written out/,
  ],
  ["a block", 'name = "a"\ntags {\n a = "b"\n}', /tags: expected a map.*; got \[\{"a":"b"\}\]/],
])("refuses %s", async (_what, text, line) => {
  const { kind, lines } = await checked(text);
  expect(kind).toBe("refused");
  expect(lines).toEqual([expect.stringMatching(line)]);
});

it.each([
  ["a syntax error", "name = ", "x.tfvars"],
  ["a variable that is set twice", 'name = "a"\nname = "b"', "x.tfvars"],
  ["broken JSON", '{"name": ', "x.tfvars.json"],
  ["JSON that is no object", "[]", "x.tfvars.json"],
])("cannot read %s, and says so in one line", async (_what, text, name) => {
  const { kind, lines } = await checked(text, name);
  expect(kind).toBe("unreadable");
  expect(lines).toEqual([expect.stringMatching(/^error: FILE: cannot be read: [^\n]+$/)]);
});

it("cannot read a file that is not there", async () => {
  const check = await checkTfvars("config/nope.tfvars", settings);
  expect(tfvarsReport(check)).toEqual([
    expect.stringMatching(/^error: config\/nope\.tfvars: cannot be read: ENOENT: no such file/),
  ]);
});

describe.each(["dev.tfvars", "stg.tfvars", "prod.tfvars", "env.tfvars.example"])("config/%s", (name) => {
  it("is accepted as it is, without a warning", async () => {
    const file = path.join("config", name);
    const check = await checkTfvars(file, dataPlatformSettings, dataPlatformConflicts);
    expect({ kind: check.kind, lines: tfvarsReport(check) }).toEqual({ kind: "accepted", lines: [] });
  });
});
