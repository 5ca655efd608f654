import * as fc from "fast-check";
import { brokenRules, brokenRuleText } from "../../../config/settings/broken-rules";
import { s3BucketSettings } from "../../../config/settings/s3-bucket";
import type { AnySetting } from "../../../config/settings/setting";
import { s3BucketCases } from "./s3-bucket-cases";
import { dataPlatformCases, ruleCases } from "./setting-cases";

const brokenKinds = (setting: AnySetting, value: Parameters<typeof brokenRules>[1]): string[] =>
  brokenRules(setting, value)
    .map(({ rule }) => rule)
    .sort();

describe.each([...dataPlatformCases, ...s3BucketCases, ...ruleCases])(
  "$name",
  ({ setting, accepted, refused }) => {
    it("has values that it takes, and values that it refuses where there is a rule", () => {
      expect(accepted.length).toBeGreaterThan(0);
      expect(refused.length > 0).toBe(setting.rules !== undefined);
    });

    it.each(accepted.map((value) => [value]))("takes %j", (value) => {
      expect(brokenRules(setting, value)).toEqual([]);
    });

    for (const [value, ...rules] of refused)
      it(`refuses ${JSON.stringify(value)}`, () => {
        expect(brokenKinds(setting, value)).toEqual([...rules].sort());
      });

    it("has no rule that no refused value breaks", () => {
      const broken = new Set(
        refused.flatMap(([value]) => brokenRules(setting, value).map(({ expected }) => expected)),
      );
      expect(broken.size).toBe(setting.rules?.length ?? 0);
    });
  },
);

it("names the elements that break a rule, not the whole list", () => {
  const setting: AnySetting = {
    type: "list(string)",
    description: "",
    rules: [
      { kind: "regex", to: "each", pattern: "^[a-z]+$", words: "lower-case letters" },
      { kind: "unique", to: "value" },
    ],
  };
  expect(brokenRules(setting, ["a", "B", "a", "7"])).toEqual([
    { rule: "regex", expected: "each element: lower-case letters", got: ["B", "7"] },
    { rule: "unique", expected: "no element twice", got: ["a"] },
  ]);
});

it("names the statement that breaks a rule, and what in it", () => {
  const setting = s3BucketSettings.bucket_key_policy_statements;
  const right = {
    sid: "Read",
    effect: "Allow",
    actions: ["kms:Decrypt"],
    principals: { type: "AWS", identifiers: ["*"] },
  };
  const broken = brokenRules(setting, [
    right,
    { ...right, sid: "Other", actions: ["kms:Decrypt", "decrypt"] },
  ]);
  expect(broken.map(brokenRuleText)).toEqual([
    "expected each statement's actions: each element: an action of the service, such as kms:Decrypt, or * " +
      '(rule: regex); got [{"sid":"Other","statement":1,"value":["decrypt"]}]',
  ]);
});

it("takes an instance identifier exactly when RDS would", () => {
  const { setting } = dataPlatformCases.find(({ name }) => name === "rds_instance_ids")!;
  const letters = fc.constantFrom("a", "b", "7", "-", "A", "_", ".");
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 70 }), (id) => {
      const legal =
        id.length >= 1 &&
        id.length <= 63 &&
        /^[a-z]/.test(id) &&
        !/[^a-z0-9-]/.test(id) &&
        !id.includes("--") &&
        !id.endsWith("-");
      expect(brokenRules(setting, [id]).length === 0).toBe(legal);
    }),
  );
});
