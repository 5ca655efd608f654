import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { dbSnapshotToS3Settings } from "../../../config/settings/db-snapshot-to-s3";
import { wrongValuesOf } from "../../../config/tooling/terraform-plan/mistakes";
import { DbSnapshotToS3 } from "../../../modules/db-snapshot-to-s3/db-snapshot-to-s3";
import type { DbSnapshotToS3Props } from "../../../modules/db-snapshot-to-s3/props";
import { PipelineSettingsError } from "../../../modules/db-snapshot-to-s3/settings";
import { literalProblems } from "../../../modules/shared/literal-problems";
import { propNames } from "../../../modules/shared/prop-names";
import { dataPlatformCases } from "../../config/settings/setting-cases";
import { everything, minimal, pipeline } from "../support/pipeline";

const NAMES = propNames(dbSnapshotToS3Settings);
type Setting = keyof typeof NAMES;
const isOfPipeline = (name: string): name is Setting => Object.hasOwn(dbSnapshotToS3Settings, name);

const cases = dataPlatformCases.flatMap(({ name, accepted, refused }) =>
  isOfPipeline(name) ? [{ prop: NAMES[name], accepted, refused }] : [],
);

const mistakes = (Object.keys(NAMES) as Setting[]).flatMap((name) =>
  wrongValuesOf(name).map(({ value, rule }) => [NAMES[name], value, rule] as const),
);

/** What a program that no compiler has seen may give. */
function problemsWith(given: object | undefined): readonly string[] {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AwsProvider(stack, "aws", {});
  try {
    new DbSnapshotToS3(stack, "housing", given as DbSnapshotToS3Props);
  } catch (error) {
    if (error instanceof PipelineSettingsError) return error.problems;
    throw error;
  }
  return [];
}

const rulesOf = (prop: string, problems: readonly string[]): string[] =>
  problems
    .filter((problem) => problem.startsWith(`${prop}: expected `))
    .flatMap((problem) => /\(rule: ([a-z ]+)\); got/.exec(problem)?.[1] ?? [])
    .sort();

describe.each(cases)("$prop", ({ prop, accepted, refused }) => {
  it("takes what the module's variable takes", () => {
    for (const value of accepted)
      expect(literalProblems(dbSnapshotToS3Settings, NAMES, { ...minimal(), [prop]: value })).toEqual([]);
  });

  for (const [value, ...rules] of refused)
    it(`refuses ${JSON.stringify(value)}`, () => {
      const problems = problemsWith({ ...minimal(), [prop]: value });
      expect(rulesOf(prop, problems)).toEqual([...rules].sort());
      expect(problems).toHaveLength(rules.length);
    });
});

it.each(mistakes)("%s refuses %j, as the variable does", (prop, value, rule) => {
  expect(rulesOf(prop, problemsWith({ ...minimal(), [prop]: value }))).toContain(rule);
});

it("has a rule's setting for every input but those that are no variables", () => {
  const inputs = Object.keys(everything()).filter((name) => name !== "addressPrefix");
  expect(inputs.sort()).toEqual(Object.values(NAMES).sort());
});

describe("inputs that are missing or of another type", () => {
  const REQUIRED = Object.keys(minimal());

  it.each(REQUIRED)("%s is named when it is undefined, null, or not there", (prop) => {
    const others = Object.fromEntries(Object.entries(minimal()).filter(([name]) => name !== prop));
    for (const given of [others, { ...minimal(), [prop]: undefined }, { ...minimal(), [prop]: null }])
      expect(problemsWith(given)).toEqual([expect.stringMatching(new RegExp(`^${prop} is required \\(`))]);
  });

  it("are all named, even when there is none", () => {
    const named = problemsWith(undefined).map((problem) => problem.split(" ")[0]);
    expect(named.sort()).toEqual(REQUIRED.sort());
  });

  it("may be undefined or null where there is a default", () => {
    expect(
      problemsWith({ ...minimal(), lambdaRuntime: undefined, logKmsKeyArn: null, alarmActionArns: null }),
    ).toEqual([]);
  });

  it.each([
    ["project", 7, "expected string, got 7"],
    ["tags", ["a"], "expected Record<string, string>, got [ 'a' ]"],
    ["tags", { a: 1 }, "expected Record<string, string>, got { a: 1 }"],
    ["rdsInstanceIds", "housing", 'expected string[], got "housing"'],
    ["rdsInstanceIds", ["a", null], "expected string[], got [ 'a', null ]"],
    ["logRetentionInDays", "7", 'expected number, got "7"'],
    ["copierLambdaMemorySize", NaN, "expected number, got NaN"],
  ])("%s %j: %s", (prop, value, message) => {
    expect(problemsWith({ ...minimal(), [prop]: value })).toEqual([`${prop}: ${message}`]);
  });
});

it("names the construct and everything that is wrong at once, in the names of the inputs", () => {
  expect(() =>
    pipeline({
      identifierPrefix: "p".repeat(37),
      lambdaArchitecture: "amd64",
      zoneKmsKeyArn: "*",
      zoneBucketId: "zone-*",
      zoneBucketArn: "arn:aws:s3:::zone-*",
      workflowName: "load",
      rdsExportStorageBucketArn: "arn:aws:s3:::others",
    }),
  ).toThrow(
    [
      "stack/housing cannot be made of these inputs:",
      `- identifierPrefix: expected length from 1 to 36, since the IAM role <identifierPrefix>-rds-snapshot-export-service must not exceed 64 characters (rule: length); got "${"p".repeat(37)}", of length 37`,
      '- zoneBucketId: expected a bucket name: lower-case letters, digits, dots and hyphens, a letter or digit at both ends (rule: regex); got "zone-*"',
      '- zoneBucketArn: expected the ARN of a bucket (arn:aws:s3:::<name>) (rule: regex); got "arn:aws:s3:::zone-*"',
      '- zoneKmsKeyArn: expected the ARN of a KMS key (arn:aws:kms:<region>:<account>:key/<id>), not of an alias (rule: regex); got "*"',
      '- lambdaArchitecture: expected one of arm64, x86_64 (rule: one of); got "amd64"',
      '- workflowName and workflowArn: expected both or neither, got "load" and "".',
      '- rdsExportStorageBucketArn: expected the ARN of the bucket that rdsExportStorageBucketId names (exports), got "arn:aws:s3:::others".',
    ].join("\n"),
  );
});

describe("tokens", () => {
  const token = (type: string): TerraformVariable =>
    new TerraformVariable(new TerraformStack(Testing.app(), "other"), "any", { type });

  it("pass, whatever Terraform will find them to be, alone or within a text", () => {
    const text = token("string").stringValue;
    const number = token("number").numberValue;
    const list = token("list(string)").listValue;
    const given = Object.fromEntries(
      Object.entries(everything()).map(([name, value]): [string, unknown] => {
        if (typeof value === "number") return [name, number];
        if (typeof value === "boolean") return [name, token("bool").booleanValue];
        if (typeof value === "string") return [name, `!/${text}*`];
        return [name, Array.isArray(value) ? list : { Team: text }];
      }),
    );
    expect(literalProblems(dbSnapshotToS3Settings, NAMES, given)).toEqual([]);
  });

  it("do not hide what is wrong beside them in a list or a map", () => {
    const text = token("string").stringValue;
    const problems = problemsWith({
      ...minimal(),
      rdsInstanceIds: [text, "Housing", "twice", "twice", text],
      alarmActionArns: [text, "a", "b", "c", "d", "e"],
      tags: { Team: text, "a!": "b", [text]: "c" },
    });
    expect(problems.map((problem) => [problem.split(":")[0], /\(rule: [^)]*\)/.exec(problem)?.[0]])).toEqual([
      ["tags", "(rule: regex)"],
      ["rdsInstanceIds", "(rule: regex)"],
      ["rdsInstanceIds", "(rule: unique)"],
      ["alarmActionArns", "(rule: length)"],
      ["alarmActionArns", "(rule: regex)"],
    ]);
    expect(problems.slice(1, 3).map((problem) => problem.split("got ")[1])).toEqual([
      '["Housing"]',
      '["twice"]',
    ]);
  });
});

const ARN = "arn:aws:glue:eu-west-2:111111111111:workflow";
const KEY = "arn:aws:kms:eu-west-2:111111111111:key";

describe("inputs that do not go together", () => {
  it.each<[Partial<DbSnapshotToS3Props>, string]>([
    [
      { backdatedWorkflowArn: `${ARN}/b` },
      `backdatedWorkflowName and backdatedWorkflowArn: expected both or neither, got "" and "${ARN}/b".`,
    ],
    [
      { workflowName: "load", workflowArn: `${ARN}/upload` },
      `workflowArn: expected the ARN of the workflow that workflowName names (load), got "${ARN}/upload".`,
    ],
    [
      { zoneBucketId: "one" },
      'zoneBucketArn: expected the ARN of the bucket that zoneBucketId names (one), got "arn:aws:s3:::zone".',
    ],
    [
      { rdsExportStorageKmsKeyId: "other" },
      `rdsExportStorageKmsKeyId: expected the key that rdsExportStorageKmsKeyArn names (${KEY}/exports), by its id or ARN, got "other".`,
    ],
    [
      { rdsExportStorageKmsKeyId: `${KEY}/xports` },
      `rdsExportStorageKmsKeyId: expected the key that rdsExportStorageKmsKeyArn names (${KEY}/exports), by its id or ARN, got "${KEY}/xports".`,
    ],
  ])("%j", (given, problem) => {
    expect(problemsWith({ ...minimal(), ...given })).toEqual([problem]);
  });

  it("but a key may be named by its ARN as well", () => {
    expect(problemsWith({ ...minimal(), rdsExportStorageKmsKeyId: `${KEY}/exports` })).toEqual([]);
  });
});

describe("two pipelines with one prefix", () => {
  interface Second {
    readonly prefix?: string;
    readonly inAnotherStack?: boolean;
    readonly withAnotherProvider?: boolean;
  }

  function twice({ prefix = "acme-dev", inAnotherStack, withAnotherProvider }: Second): void {
    const app = Testing.app();
    const stack = (id: string): TerraformStack => {
      const made = new TerraformStack(app, id);
      new AwsProvider(made, "aws", {});
      return made;
    };
    const first = stack("one");
    const second = inAnotherStack === true ? stack("other") : first;
    const provider = new AwsProvider(second, "second", { alias: "second" });
    new DbSnapshotToS3(first, "housing", { ...minimal(), identifierPrefix: "Acme-dev" });
    new DbSnapshotToS3(second, "repairs", {
      ...minimal(),
      identifierPrefix: prefix,
      ...(withAnotherProvider === true && { provider }),
    });
  }

  it("in one stack are refused, naming both", () => {
    expect(() => {
      twice({});
    }).toThrow(
      "one/repairs cannot be made of these inputs:\n" +
        '- identifierPrefix: expected another one than one/housing has, whose names in AWS would be the same; got "acme-dev".',
    );
  });

  it.each<[string, Second]>([
    ["another prefix", { prefix: "acme-stg" }],
    ["another stack", { inAnotherStack: true }],
    ["another provider", { withAnotherProvider: true }],
  ])("are not with %s", (_with, second) => {
    expect(() => {
      twice(second);
    }).not.toThrow();
  });
});
