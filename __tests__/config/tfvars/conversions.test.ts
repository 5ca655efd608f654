import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { BUCKET_STATEMENTS } from "../../../config/settings/policy-statement";
import type { AnySetting, Settings } from "../../../config/settings/setting";
import { checkTfvars } from "../../../config/tfvars/check-tfvars";
import { planVariables } from "../../support/plan-variables";
import { itWithTerraform } from "../../support/with-terraform";

const description = "A setting of the test.";
const text = (...values: string[]): AnySetting => ({
  type: "string",
  description,
  rules: [{ kind: "one of", to: "value", values }],
});
const number = (...values: number[]): AnySetting => ({
  type: "number",
  description,
  rules: [{ kind: "one of", to: "value", values }],
});
const list = (...values: string[]): AnySetting => ({
  type: "list(string)",
  description,
  rules: [{ kind: "one of", to: "each", values }],
});
const map = (...values: string[]): AnySetting => ({
  type: "map(string)",
  description,
  rules: [{ kind: "one of", to: "values", values }],
});
const bool: AnySetting = { type: "bool", description };
const statements: AnySetting = {
  type: BUCKET_STATEMENTS,
  description,
  rules: [{ kind: "one of", of: "sid", to: "value", values: ["5"] }],
};
const statement = (sid: string, more = ""): string =>
  `[{ sid = ${sid}, effect = "Allow", actions = [], resources = [], principals = { type = "AWS", identifiers = [] }${more} }]`;
const nullable: AnySetting = { ...list("a"), nullElements: true };
const withDefault: AnySetting = { ...number(4), default: 4 } as AnySetting;

/** What stands in the tfvars file, the only value that the setting takes, and whether it is that value. */
const cases: readonly (readonly [literal: string, setting: AnySetting, accepted: boolean])[] = [
  ["1.50", text("1.5"), true],
  ["1e3", text("1000"), true],
  ["-5", text("-5"), true],
  ["true", text("true"), true],
  ["[]", text(""), false],
  ["{}", text(""), false],
  ['"$${a}"', text("${a}"), true],
  ['"%%{a}"', text("%{a}"), true],
  ['"\\u00e9\\t\\\\"', text("é\t\\"), true],
  ['"e\u0301"', text("é"), true],
  ["<<EOT\na\nEOT", text("a\n"), true],
  ["<<-EOT\n  a\n  EOT", text("a\n"), true],
  ["null", text("a"), false],
  ["null", withDefault, true],
  ['"4"', number(4), true],
  ['"+4"', number(4), true],
  ['"04"', number(4), true],
  ['"4."', number(4), true],
  ['".4e1"', number(4), true],
  ['"4e0"', number(4), true],
  ['"-4"', number(-4), true],
  ["-4", number(-4), true],
  ['" 4"', number(4), false],
  ['"4 "', number(4), false],
  ['""', number(0), false],
  ['"0x4"', number(4), false],
  ['"4_0"', number(40), false],
  ['"1,5"', number(1.5), false],
  ['"four"', number(4), false],
  ["true", number(1), false],
  ["[4]", number(4), false],
  ['["a", 5, true]', list("a", "5", "true"), true],
  ["[]", list("a"), true],
  ['"a"', list("a"), false],
  ['{ a = "a" }', list("a"), false],
  ['[["a"]]', list("a"), false],
  ['["a", null]', list("a"), false],
  ['["a", null]', nullable, true],
  ['["b", null]', nullable, false],
  ['{ x = "a", y = 5, "z w" = true }', map("a", "5", "true"), true],
  ['{ "$${x}" : "a" }', map("a"), true],
  ["{}", map("a"), true],
  ['["a"]', map("a"), false],
  ["{ x = null }", map("a"), false],
  ["{ x = [] }", map("a"), false],
  ["true", bool, true],
  ['"false"', bool, true],
  ['"1"', bool, true],
  ['"yes"', bool, false],
  ["1", bool, false],
  ["[]", bool, false],
  ["[]", statements, true],
  [statement("5"), statements, true],
  [statement('"5"', ", more = 1"), statements, true],
  [statement('"5"', ", conditions = null"), statements, true],
  [statement('"5"', ", conditions = [{ test = 1, variable = 2, values = [true] }]"), statements, true],
  [statement('"5"', ', conditions = [{ test = "a" }]'), statements, false],
  [statement('"6"'), statements, false],
  ['[{ sid = "5" }]', statements, false],
  ['"a"', statements, false],
];

const settings: Settings = Object.fromEntries(cases.map(([, setting], index) => [`case_${index}`, setting]));
const file = cases.map(([literal], index) => `case_${index} = ${literal}\n`).join("");
const refused = cases.flatMap(([literal, , accepted], index) =>
  accepted ? [] : [`case_${index} = ${literal}`],
);

it("converts what a tfvars file says to the variable's type", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "conversions-"));
  try {
    writeFileSync(path.join(folder, "cases.tfvars"), file);
    const check = await checkTfvars(path.join(folder, "cases.tfvars"), settings);
    const names = new Set(check.kind === "refused" ? check.problems.map(({ variable }) => variable) : []);
    expect(check.kind).toBe("refused");
    expect(
      cases.flatMap(([literal], index) => (names.has(`case_${index}`) ? [`case_${index} = ${literal}`] : [])),
    ).toEqual(refused);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

itWithTerraform("converts it as terraform plan does", async () => {
  const found = await planVariables(Object.values(settings), "cases.tfvars", file);
  expect(
    cases.flatMap(([literal], index) =>
      (found[index]?.length ?? 0) > 0 ? [`case_${index} = ${literal}`] : [],
    ),
  ).toEqual(refused);
});
