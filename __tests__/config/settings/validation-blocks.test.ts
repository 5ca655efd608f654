import * as fc from "fast-check";
import { brokenRules } from "../../../config/settings/broken-rules";
import type { AnySetting } from "../../../config/settings/setting";
import { validationBlocks } from "../../../config/settings/validation-blocks";
import { planVariables } from "../../support/plan-variables";
import { itWithTerraform } from "../../support/with-terraform";
import { dataPlatformCases, ruleCases, type Value } from "./setting-cases";

interface Case {
  readonly name: string;
  readonly setting: AnySetting;
  readonly value: unknown;
}

/** The rules that each case's value breaks, says Terraform. */
function planned(cases: readonly Case[]): Promise<readonly (readonly string[])[]> {
  const values = cases.map(({ value }, index) => [`case_${index}`, value]);
  return planVariables(
    cases.map(({ setting }) => setting),
    "cases.tfvars.json",
    JSON.stringify(Object.fromEntries(values)),
  );
}

function casesOf(
  all: readonly (typeof ruleCases)[number][],
): readonly (Case & { readonly rules: string[] })[] {
  return all.flatMap(({ name, setting, accepted, refused }) => [
    ...accepted.map((value) => ({ name, setting, value, rules: [] })),
    ...refused.map(([value, ...rules]) => ({ name, setting, value, rules: [...rules].sort() })),
  ]);
}

describe("the validations of a variable, in a real terraform plan", () => {
  itWithTerraform("take and refuse what the table says, for the reasons that it says", async () => {
    const cases = casesOf([...dataPlatformCases, ...ruleCases]);
    const found = await planned(cases);
    const asPlanned = cases.map((one, index) => ({ ...one, rules: found[index] }));
    expect(asPlanned).toEqual(cases);
  });

  itWithTerraform("agree with the check in TypeScript on values that nobody thought of", async () => {
    const cases = [...dataPlatformCases, ...ruleCases].flatMap(({ name, setting, accepted }) =>
      fc
        .sample(fc.oneof(arbitraryValue(setting), spoilt(accepted)), { numRuns: 12, seed: 20_260 })
        .map((value) => ({ name, setting, value })),
    );
    const found = await planned(cases);
    const asPlanned = cases.map((one, index) => ({ ...one, rules: found[index] }));
    const asChecked = cases.map((one) => ({
      ...one,
      rules: brokenRules(one.setting, one.value)
        .map(({ rule }) => rule)
        .sort(),
    }));
    expect(asPlanned).toEqual(asChecked);
  });

  itWithTerraform("refuse null among the elements, and null itself only where it may not be", async () => {
    const list: AnySetting = {
      type: "list(string)",
      description: "",
      rules: [{ kind: "length", to: "each", max: 2 }],
    };
    const map: AnySetting = {
      type: "map(string)",
      description: "",
      rules: [{ kind: "length", to: "values", max: 2 }],
    };
    const optional: AnySetting = {
      type: "string",
      description: "",
      default: null,
      rules: [{ kind: "length", to: "value", max: 2 }],
    };
    const required: AnySetting = { type: "string", description: "" };
    const found = await planned([
      { name: "list", setting: list, value: ["a", null, "abc"] },
      { name: "map", setting: map, value: { a: null } },
      { name: "optional", setting: optional, value: null },
      { name: "required", setting: required, value: null },
    ]);
    expect(found).toEqual([
      ["Invalid value for variable", "length"],
      ["Invalid value for variable"],
      [],
      ["Required variable not set"],
    ]);
  });
});

const letter = fc.constantFrom(
  ...Array.from('aZ7-_.:/ *$%{}\n\t"\\é\u0301\u00a0😀'),
  ...["aws:", "arn:", "👨‍👩‍👧", "\r\n"],
);

function arbitraryValue(setting: AnySetting): fc.Arbitrary<Value> {
  const text = fc.array(letter, { maxLength: 6 }).map((letters) => letters.join(""));
  switch (setting.type) {
    case "string":
      return text;
    case "number":
      return fc.oneof(
        fc.integer({ min: -5, max: 11_000 }),
        fc.integer({ min: -40, max: 40 }).map((n) => n / 8),
      );
    case "list(string)":
      return fc.array(text, { maxLength: 4 });
    case "map(string)":
      return fc.dictionary(text, text, { maxKeys: 4 });
  }
}

/** An accepted value with one letter put into it, in place of none or of another: half of these are accepted. */
function spoilt(accepted: readonly Value[]): fc.Arbitrary<Value> {
  const change = (text: string, at: number, put: string, cut: number): string => {
    const points = Array.from(text);
    points.splice(Math.floor(at * (points.length + 1)), cut, put);
    return points.join("");
  };
  const parts = [
    fc.constantFrom(...accepted),
    fc.float({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  ] as const;
  return fc
    .tuple(...parts, fc.oneof(letter, fc.constant("")), fc.integer({ min: 0, max: 1 }))
    .map(([value, at, put, cut]) => {
      if (typeof value === "number") return value + put.length - cut;
      if (typeof value === "string") return change(value, at, put, cut);
      if (Array.isArray(value)) return [...value.slice(1), change(value[0] ?? "", at, put, cut)];
      return Object.fromEntries(
        Object.entries(value).map(([key, element]) => [change(key, at, put, cut), element]),
      );
    });
}

it("renders patterns so that a pattern that RE2 does not take is an error, never a refusal of every value", () => {
  const conditions = [...dataPlatformCases, ...ruleCases].flatMap(({ name, setting }) =>
    validationBlocks(name, setting).map(({ condition }) => condition),
  );
  expect(conditions.filter((condition) => /\b(can|try)\(/.test(condition))).toEqual([]);
});

it("mentions no variable but its own", () => {
  for (const { name, setting } of dataPlatformCases)
    for (const { condition, errorMessage } of validationBlocks(name, setting)) {
      const mentioned = [...`${condition} ${errorMessage}`.matchAll(/\bvar\.([a-z_]+)/g)].map(
        ([, other]) => other,
      );
      expect(new Set(mentioned)).toEqual(new Set([name]));
    }
});
