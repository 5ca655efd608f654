import * as fc from "fast-check";
import { brokenRules } from "../../../config/settings/broken-rules";
import { s3BucketSettings } from "../../../config/settings/s3-bucket";
import type { AnySetting } from "../../../config/settings/setting";
import { validationBlocks } from "../../../config/settings/validation-blocks";
import { planVariables } from "../../support/plan-variables";
import { itWithTerraform } from "../../support/with-terraform";
import { arbitraryValue, spoilt } from "./arbitrary-values";
import { s3BucketCases } from "./s3-bucket-cases";
import { dataPlatformCases, ruleCases } from "./setting-cases";

const allCases = [...dataPlatformCases, ...s3BucketCases, ...ruleCases];

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
    const cases = casesOf(allCases);
    const found = await planned(cases);
    const asPlanned = cases.map((one, index) => ({ ...one, rules: found[index] }));
    expect(asPlanned).toEqual(cases);
  });

  itWithTerraform("agree with the check in TypeScript on values that nobody thought of", async () => {
    const cases = allCases.flatMap(({ name, setting, accepted }) =>
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

  itWithTerraform("refuse null in a policy statement, wherever it stands", async () => {
    const setting = s3BucketSettings.bucket_policy_statements;
    const right = {
      sid: "Read",
      effect: "Allow",
      actions: ["s3:GetObject"],
      resources: ["arn:aws:s3:::zone/*"],
      principals: { type: "AWS", identifiers: ["*"] },
    };
    const cases: readonly (readonly [value: unknown, rules: readonly string[]])[] = [
      [[{ ...right, conditions: null }], []],
      [[null, right], ["Invalid value for variable"]],
      [[{ ...right, sid: null }], ["regex", "regex"]],
      [[{ ...right, effect: null }], ["one of"]],
      [[{ ...right, actions: null }], ["length", "regex"]],
      [[{ ...right, actions: ["s3:GetObject", null] }], ["regex"]],
      [[{ ...right, conditions: [null] }], ["length", "regex", "regex"]],
      [
        [{ ...right, conditions: [{ test: "StringLike", variable: "aws:userid", values: ["a", null] }] }],
        ["length"],
      ],
      [[{ ...right, principals: null }], ["length", "one of", "regex"]],
      [[{ ...right, principals: { type: null, identifiers: [null] } }], ["one of", "regex"]],
    ];
    const found = await planned(cases.map(([value]) => ({ name: "", setting, value })));
    expect(found).toEqual(cases.map(([, rules]) => rules));
  });

  itWithTerraform("let null through in a list whose user leaves it out", async () => {
    const setting = s3BucketSettings.role_arns_to_share_access_with;
    const found = await planned([
      { name: "", setting, value: ["arn:aws:iam::222222222222:role/reader", null, ""] },
      { name: "", setting, value: [null, "*"] },
    ]);
    expect(found).toEqual([[], ["regex"]]);
  });
});

it("renders patterns so that a pattern that RE2 does not take is an error, never a refusal of every value", () => {
  const conditions = allCases.flatMap(({ name, setting }) =>
    validationBlocks(name, setting).map(({ condition }) => condition),
  );
  expect(conditions.filter((condition) => /\b(can|try)\(/.test(condition))).toEqual([]);
});

it("mentions no variable but its own", () => {
  for (const { name, setting } of [...dataPlatformCases, ...s3BucketCases])
    for (const { condition, errorMessage } of validationBlocks(name, setting)) {
      const mentioned = [...`${condition} ${errorMessage}`.matchAll(/\bvar\.([a-z_]+)/g)].map(
        ([, other]) => other,
      );
      expect(new Set(mentioned)).toEqual(new Set([name]));
    }
});
