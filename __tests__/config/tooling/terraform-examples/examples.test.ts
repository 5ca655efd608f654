import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  chosenExamples,
  EXAMPLES,
  EXAMPLE_VALUES,
} from "../../../../config/tooling/terraform-examples/examples";
import { pipelineSettings } from "../../../../config/settings/pipeline-settings";
import { ruleWords } from "../../../../config/settings/rule-words";
import { repositoryRoot } from "../../../../modules/shared/repository-root";
import { TERRAFORM_MODULES } from "../../../../modules/terraform-modules";
import { itWithTerraform } from "../../../support/with-terraform";

const folder = path.join(repositoryRoot(), "examples");
const read = (...names: string[]): string => readFileSync(path.join(folder, ...names), "utf8");

it("runs every root that is written in HCL", () => {
  const roots = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "main.tf")));
  expect(EXAMPLES.map(({ name }) => name).toSorted()).toEqual(roots.toSorted());
});

it("runs those that are asked for, and says which there are when one is not there", () => {
  expect(chosenExamples([])).toEqual(EXAMPLES);
  expect(chosenExamples(["sandbox"]).map(({ name }) => name)).toEqual(["sandbox"]);
  expect(() => chosenExamples(["sandbox", "three-accounts"])).toThrow(
    /^no such example: three-accounts; expected some of .*two-accounts/,
  );
});

it("names every example in the page on them, with its resources", () => {
  for (const { name, resources } of EXAMPLES)
    expect(read("README.md")).toMatch(new RegExp(`\\(${name}\\) .*\\| +${resources} \\|`));
});

it("shows the message of a wrong value as the module gives it", () => {
  const words = pipelineSettings.rds_instance_ids.rules
    .filter(({ kind }) => kind === "regex")
    .map((rule) => `rds_instance_ids: expected ${ruleWords(rule)} (rule: regex); got ["Housing-Dev"].`);
  expect(words).toHaveLength(1);
  expect(read("README.md").replaceAll(/\s+/g, " ")).toContain(words[0]);
  const [, number, line] = /^ +(\d+): ( +rds_instance_ids .*)$/m.exec(read("README.md"))!;
  expect(read("single-account", "main.tf").split("\n")[Number(number) - 1]).toBe(line);
});

itWithTerraform("is written as terraform fmt writes it", () => {
  const { status, stdout } = spawnSync("terraform", ["fmt", "-check", "-recursive", folder], {
    encoding: "utf8",
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  return Promise.resolve();
});

describe.each(EXAMPLES)("$name", ({ name, providerAliases = [], accounts = [] }) => {
  it.each(["main.tf", "variables.tf", "outputs.tf", "versions.tf", "README.md", EXAMPLE_VALUES])(
    "has %s",
    (file) => {
      expect(read(name, file)).not.toBe("");
    },
  );

  it("takes modules of ours, from where synth writes them", () => {
    const sources = [...read(name, "main.tf").matchAll(/source\s+= "([^"]*)"/g)].map(([, source]) => source);
    const ours = Object.keys(TERRAFORM_MODULES).map((module) => `../../cdktf.out/stacks/${module}`);
    expect(sources).not.toEqual([]);
    expect(ours).toEqual(expect.arrayContaining(sources));
  });

  it("declares the provider configurations, and names the accounts, that the check knows of", () => {
    const aliases = [...read(name, "main.tf").matchAll(/^ +alias +?= "([^"]*)"/gm)].map(([, alias]) => alias);
    expect(aliases).toEqual(providerAliases);
    const roles = [...read(name, EXAMPLE_VALUES).matchAll(/arn:aws:iam::(\d{12}):role/g)].map(
      ([, account]) => account,
    );
    expect(roles).toEqual(accounts);
  });

  it("gives a value, or has a default, for every variable", () => {
    const variables = read(name, "variables.tf")
      .split(/^variable /m)
      .slice(1);
    const required = variables
      .filter((text) => !/^ {2}default/m.test(text))
      .map((text) => /^"([^"]*)"/.exec(text)?.[1]);
    const given = [...read(name, EXAMPLE_VALUES).matchAll(/^(\w+) +=|^(\w+) =/gm)].map(
      ([, one, other]) => one ?? other,
    );
    expect(given).toEqual(expect.arrayContaining(required));
  });
});
