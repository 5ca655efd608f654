import { readFileSync } from "node:fs";
import path from "node:path";
import { synthesisedModules } from "../../config/tooling/release/synthesised-modules";
import { itWithPrograms } from "../support/with-programs";
import { runStep, type StepRun } from "./step-with-terraform-answering";
import { codeBlock, stepsOf } from "./workflow";

const page = readFileSync(path.resolve(__dirname, "../../docs/existing-pipeline.md"), "utf8");
const scripts = new Map(
  stepsOf(codeBlock(page, "yaml"), "plan").map(({ name, script }) => [name, script] as const),
);

function run(name: string, terraformPrints: string): StepRun {
  const script = scripts.get(name);
  if (script === undefined) throw new Error(`expected the step ${name}`);
  return runStep(script, terraformPrints);
}

describe("the step that shows the plan", () => {
  it("shows all of it", () => {
    expect(run("Show the plan", "a plan\n")).toMatchObject({ code: 0, summary: "~~~\na plan\n\n~~~\n" });
  });

  it("cuts off what a summary cannot hold, and says so", () => {
    const { code, summary } = run("Show the plan", "line of a plan\n".repeat(200_000));
    expect(code).toBe(0);
    expect(summary.length).toBeLessThan(1024 * 1024);
    expect(summary.slice(0, 20)).toMatch(/^~~~\nline of a plan\n/);
    expect(summary.slice(-200)).toMatch(/\n~~~\nCut off, since .* log of the step Plan\.\n$/);
  });
});

/** A plan with one change of each type. */
function planOf(types: readonly string[], actions: readonly string[]): string {
  const changes = types.map((type) => ({ address: `module.it.${type}.one`, type, change: { actions } }));
  return JSON.stringify({ resource_changes: changes });
}

describe("the step that refuses to delete or replace", () => {
  const name = "Refuse to delete or replace";
  const types = [...new Set(synthesisedModules().flatMap(({ files }) => resourceTypes(files)))].toSorted();

  itWithPrograms(["jq"], "refuses it for all that the modules make, but for what can come and go", () => {
    for (const actions of [["delete"], ["delete", "create"], ["create", "delete"]]) {
      const { code, output } = run(name, planOf(types, actions));
      expect(code).toBe(1);
      expect(types.filter((type) => !output.includes(`module.it.${type}.one`))).toEqual([
        "aws_cloudwatch_metric_alarm",
        "aws_iam_policy",
        "aws_iam_role_policy_attachment",
        "aws_lambda_function_event_invoke_config",
        "aws_s3_bucket_lifecycle_configuration",
      ]);
    }
    return Promise.resolve();
  });

  itWithPrograms(
    ["jq"],
    "refuses it for what it does not know, names all of it, and lets the rest pass",
    () => {
      const replaced = run(
        name,
        planOf(["aws_iam_role", "aws_cloudwatch_metric_alarm", "other"], ["delete"]),
      );
      expect(replaced.code).toBe(1);
      expect(replaced.output).toContain(
        "::error::The plan deletes or replaces module.it.aws_iam_role.one module.it.other.one. ",
      );
      for (const actions of [["create"], ["update"], ["forget"], ["read"], ["no-op"]])
        expect(run(name, planOf(types, actions)).code).toBe(0);
      expect(run(name, "{}").code).toBe(0);
      return Promise.resolve();
    },
  );
});

function resourceTypes(files: Readonly<Record<string, Uint8Array>>): readonly string[] {
  const main = JSON.parse(new TextDecoder().decode(files["main.tf.json"])) as { resource?: object };
  return Object.keys(main.resource ?? {});
}
