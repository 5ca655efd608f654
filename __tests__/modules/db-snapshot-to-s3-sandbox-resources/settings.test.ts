import { sandboxResourcesSettings } from "../../../config/settings/sandbox-resources";
import { wrongValuesOf } from "../../../config/tooling/terraform-plan/mistakes";
import { SandboxSettingsError } from "../../../modules/db-snapshot-to-s3-sandbox-resources/settings";
import { propNames } from "../../../modules/shared/prop-names";
import { MINIMAL, sandbox } from "./sandboxes";

const NAMES = propNames(sandboxResourcesSettings);

/** What a program that no compiler has seen may give. */
function problemsWith(overrides: object): readonly string[] {
  try {
    sandbox(overrides);
  } catch (error) {
    if (error instanceof SandboxSettingsError) return error.problems;
    throw error;
  }
  return [];
}

const mistakes = (Object.keys(NAMES) as (keyof typeof NAMES)[]).flatMap((name) =>
  wrongValuesOf(name).map(({ value, rule }) => [NAMES[name], value, rule] as const),
);

it.each(mistakes)("%s refuses %j, as the variable does", (prop, value, rule) => {
  const problems = problemsWith({ [prop]: value });
  expect(problems.join("\n")).toContain(`(rule: ${rule})`);
  expect(problems.every((problem) => problem.startsWith(`${prop}: expected `))).toBe(true);
});

describe("the identifier prefix", () => {
  it("may have 19 characters, and says which name would be too long, and how long it may be", () => {
    expect(problemsWith({ identifierPrefix: "p".repeat(19) })).toEqual([]);
    const [problem, ...others] = problemsWith({ identifierPrefix: "p".repeat(60) });
    expect(others).toEqual([]);
    expect(problem).toContain(
      "length from 1 to 19, since the RDS database <identifierPrefix>-rds-snapshot-to-cross-account-s3-sandbox-db must not exceed 63 characters",
    );
  });

  it.each(["1ip", "ip-", "ip--dev", "sg", "sg-data", "SG-data", "ip_dev"])(
    "may not be %s",
    (identifierPrefix) => {
      expect(problemsWith({ identifierPrefix })).toHaveLength(1);
    },
  );

  it.each(["i", "sgdata", "data-sg", "Data-Platform-1"])("may be %s", (identifierPrefix) => {
    expect(problemsWith({ identifierPrefix })).toEqual([]);
  });
});

describe("the version of PostgreSQL", () => {
  it.each(["15", "16", "17", "18", "17.7", "15.15"])("may be %s", (postgresVersion) => {
    expect(problemsWith({ postgresVersion })).toEqual([]);
  });

  it.each(["14", "14.6", "19", "17.", "17.7.1", ""])("may not be %j", (postgresVersion) => {
    expect(problemsWith({ postgresVersion })).toHaveLength(1);
  });
});

it("names every input that is missing", () => {
  const required = Object.keys(MINIMAL);
  const nothing = Object.fromEntries(required.map((name) => [name, null]));
  expect(problemsWith(nothing).map((problem) => problem.split(" ")[0])).toEqual(required);
});

it("counts the bastion's tags, which are those of two inputs and a name", () => {
  const tags = Object.fromEntries(Array.from({ length: 49 }, (_, index) => [`tag-${index}`, "x"]));
  expect(problemsWith({ tags, costSweeperTags: {} })).toEqual([]);
  expect(problemsWith({ tags, costSweeperTags: { "tag-1": "y" } })).toEqual([]);
  expect(problemsWith({ tags })).toEqual([
    expect.stringContaining("tags and costSweeperTags: expected at most 50 different tags"),
  ]);
});
