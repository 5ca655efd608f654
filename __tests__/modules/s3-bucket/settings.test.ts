import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import type { BucketStatement } from "../../../config/settings/policy-statement";
import { s3BucketSettings } from "../../../config/settings/s3-bucket";
import type { S3BucketProps } from "../../../modules/s3-bucket/props";
import { S3Bucket } from "../../../modules/s3-bucket/s3-bucket";
import { BucketSettingsError } from "../../../modules/s3-bucket/settings";
import { literalProblems } from "../../../modules/shared/literal-problems";
import { propNames } from "../../../modules/shared/prop-names";
import type { PolicyStatement } from "../../../modules/shared/policy-document";
import { s3BucketCases } from "../../config/settings/s3-bucket-cases";
import { dataPlatformCases, type Value } from "../../config/settings/setting-cases";
import { bucket, EVERYTHING, MINIMAL, READER } from "./buckets";

const NAMES = propNames(s3BucketSettings);
type Setting = keyof typeof NAMES;

/** A construct's statement has principals of several types. */
function asInput(value: Value): unknown {
  if (!Array.isArray(value)) return value;
  return (value as (string | BucketStatement)[]).map((one) =>
    typeof one === "string" ? one : { ...one, principals: [one.principals] },
  );
}

const common = dataPlatformCases.filter(({ name }) => ["tags", "project", "environment"].includes(name));
const cases = [...common, ...s3BucketCases].map(({ name, accepted, refused }) => ({
  prop: NAMES[name as Setting],
  accepted: accepted.map(asInput),
  refused: refused.map(([value, ...rules]) => [asInput(value), rules] as const),
}));

/** What a program that no compiler has seen may give. */
function problemsWith(given: object | undefined): readonly string[] {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AwsProvider(stack, "aws", {});
  try {
    new S3Bucket(stack, "zone", given as S3BucketProps);
  } catch (error) {
    if (error instanceof BucketSettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe.each(cases)("$prop", ({ prop, accepted, refused }) => {
  it("takes what the module's variable takes", () => {
    for (const value of accepted)
      expect(literalProblems(s3BucketSettings, NAMES, { ...MINIMAL, [prop]: value })).toEqual([]);
  });

  it.each(refused)("refuses %j", (value, rules) => {
    const problems = problemsWith({ ...MINIMAL, [prop]: value });
    const broken = problems.map(
      (problem) => new RegExp(`^${prop}: expected .*\\(rule: ([a-z ]+)\\); got`).exec(problem)?.[1],
    );
    expect(broken.sort()).toEqual([...rules].sort());
  });
});

it("has a rule's setting for every input but those that are no variables", () => {
  const inputs = Object.keys(EVERYTHING).filter((name) => name !== "addressPrefix");
  expect(inputs.sort()).toEqual(Object.values(NAMES).sort());
});

it("names the construct and everything that is wrong at once", () => {
  expect(() =>
    bucket({ identifierPrefix: "p".repeat(60), expireObjectsDays: 0, roleArnsToShareAccessWith: ["*"] }),
  ).toThrow(
    new RegExp(
      [
        "^stack/zone cannot be made of these inputs:",
        '- roleArnsToShareAccessWith: expected each element: .* without wildcards \\(rule: regex\\); got \\["\\*"\\]',
        "- expireObjectsDays: expected a whole number from 1 to \\d+, as S3 counts days \\(rule: range\\); got 0",
        "- The bucket's name p{60}-Raw-Zone: expected at most 63 characters; shorten identifierPrefix, or what the name ends with \\(bucketIdentifier\\)\\.$",
      ].join("\\n"),
    ),
  );
});

describe("inputs that are missing or of another type", () => {
  it.each(Object.keys(MINIMAL))("%s is named when it is undefined or null", (prop) => {
    for (const value of [undefined, null])
      expect(problemsWith({ ...MINIMAL, [prop]: value })).toEqual([
        expect.stringMatching(new RegExp(`^${prop} is required \\(`)),
      ]);
  });

  it("are all named, even when there is none", () => {
    expect(problemsWith(undefined)).toHaveLength(Object.keys(MINIMAL).length);
  });

  it("may be undefined or null where there is a default", () => {
    const absent = Object.fromEntries(
      Object.keys(EVERYTHING).map((name) => [name, name.length % 2 === 0 ? undefined : null]),
    );
    expect(problemsWith({ ...absent, ...MINIMAL })).toEqual([]);
  });

  it.each([
    ["versioningEnabled", "yes", 'expected boolean, got "yes"'],
    ["roleArnsToShareAccessWith", READER, `expected string[], got "${READER}"`],
    ["bucketPolicyStatements", [{ sid: "A" }], "expected PolicyStatement[], got [ { sid: 'A' } ]"],
    ["bucketKeyPolicyStatements", "x", 'expected PolicyStatement[], got "x"'],
  ])("%s %j: %s", (prop, value, message) => {
    expect(problemsWith({ ...MINIMAL, [prop]: value })).toEqual([`${prop}: ${message}`]);
  });
});

describe("statements", () => {
  const read: PolicyStatement = {
    sid: "Read",
    actions: ["s3:GetObject"],
    resources: ["arn:aws:s3:::x/*"],
    principals: [{ type: "AWS", identifiers: [READER] }],
  };
  const stack = new TerraformStack(Testing.app(), "other");
  const text = new TerraformVariable(stack, "text", { type: "string" }).stringValue;
  const list = new TerraformVariable(stack, "list", { type: "list(string)" }).listValue;
  const truth = new TerraformVariable(stack, "truth", { type: "bool" }).booleanValue;
  const problems = (...bucketPolicyStatements: PolicyStatement[]): readonly string[] =>
    problemsWith({ ...MINIMAL, bucketPolicyStatements });

  it("are checked for each of their principals", () => {
    const service = { type: "Service", identifiers: ["rds.amazonaws.com"] } as const;
    const principals = [...(read.principals ?? []), { ...service, identifiers: [...service.identifiers] }];
    expect(problems({ ...read, principals })).toEqual([]);
    expect(problems({ ...read, principals: [...principals, { type: "AWS", identifiers: [] }] })).toEqual([
      'bucketPolicyStatements: expected each statement\'s principals.identifiers: length at least 1 (rule: length); got [{"sid":"Read","statement":0,"value":[]}]',
    ]);
  });

  it("must be about somebody and something, as every policy of a bucket", () => {
    const { sid, actions } = read;
    const fields = problems({ sid, actions }).map((problem) => /statement's ([a-z.]+):/.exec(problem)?.[1]);
    expect(fields.sort()).toEqual(["principals.identifiers", "resources"]);
  });

  it("may hold tokens, or be left to Terraform, and what is wrong beside these is found", () => {
    const principals = [{ type: "AWS" as const, identifiers: list }];
    const conditions = [{ test: "StringEquals", variable: "aws:PrincipalOrgID", values: list }];
    expect(
      problems({ ...read, sid: text, actions: list, resources: [`${text}/*`], principals, conditions }),
    ).toEqual([]);
    expect(problems({ ...read, resources: [`${text}/*`, "x"], principals })).toEqual([
      expect.stringContaining('got [{"sid":"Read","statement":0,"value":["x"]}]'),
    ]);
    expect(literalProblems(s3BucketSettings, NAMES, { ...MINIMAL, bucketPolicyStatements: truth })).toEqual(
      [],
    );
  });

  it("may have one name when Terraform decides which of them is there", () => {
    expect(problems(read, read)).toEqual([expect.stringContaining("no sid twice")]);
    expect(problems({ ...read, when: truth }, read)).toEqual([]);
  });
});

it("takes tokens for every input", () => {
  const stack = new TerraformStack(Testing.app(), "other");
  const text = new TerraformVariable(stack, "text", { type: "string" });
  const given = Object.fromEntries(
    Object.entries(EVERYTHING).map(([name, value]): [string, unknown] => {
      if (typeof value === "number") return [name, text.numberValue];
      if (typeof value === "string") return [name, `!${text.stringValue}`];
      return [name, Array.isArray(value) ? text.listValue : text.booleanValue];
    }),
  );
  expect(literalProblems(s3BucketSettings, NAMES, given)).toEqual([]);
  const roles = { roleArnsToShareAccessWith: [text.stringValue, "*"] };
  expect(literalProblems(s3BucketSettings, NAMES, { ...MINIMAL, ...roles })).toHaveLength(1);
});
