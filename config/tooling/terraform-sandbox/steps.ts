import { actionCounts, resourceCounts } from "../terraform-counts";
import type { Plan } from "../terraform-plan-json";
import type { TerraformRoot } from "../terraform-root";
import { resourcesInAccount } from "../terraform-examples/leftovers";
import type { AwsClients } from "../terraform-examples/aws-clients";
import { judgeOutputs } from "./judge-outputs";
import type { Stage } from "./life";
import { outputsOf, type SandboxRoot } from "./sandbox-root";

/** Real seconds for an apply that makes a database: the provider looks only every minute. */
export const APPLY_SECONDS = 900;

/** `terraform init` and `validate`. */
export async function prepare(stage: Stage, root: TerraformRoot): Promise<void> {
  await stage.step("init", root.init());
  await stage.step("validate", root.validate());
}

/** Plans and applies the plan. @returns the plan */
export async function planAndApply(stage: Stage, root: TerraformRoot, name = "apply"): Promise<Plan> {
  const plan = await stage.step("plan", root.plan(), ({ changes }) => actionCounts(changes));
  const printed = await stage.step(name, root.apply(plan), resourceCounts);
  stage.keep("terraform apply", `${planText(plan)}\n${printed}`);
  return plan;
}

/** Applies without a plan to look at, which takes less time. @returns what is wrong, a line each */
export async function apply(
  { step }: Stage,
  { terraform }: SandboxRoot,
  name: string,
): Promise<readonly string[]> {
  await step(name, terraform.run("apply", APPLY_WITHOUT_PLAN, APPLY_SECONDS), resourceCounts);
  return judgeOutputs(await outputsOf(terraform), {}).map((line) => `after ${name}: ${line}`);
}

/** What applies without a question. */
export const APPLY_WITHOUT_PLAN = ["-auto-approve", "-input=false", "-no-color"];

/**
 * Destroys, and asks the account what is left.
 * @param expected of what is to be left, a line for each resource
 * @returns what is wrong, a line each
 */
export async function destroy(
  stage: Stage,
  root: TerraformRoot,
  clients: AwsClients,
  name: string,
  expected: readonly string[] = [],
): Promise<readonly string[]> {
  const printed = await stage.step(name, root.destroy(), resourceCounts);
  stage.keep("terraform destroy", printed);
  return leftBeside(stage, clients, name, expected);
}

/** @returns what is in the account and not expected, and what is expected and not there, a line each */
export async function leftBeside(
  stage: Stage,
  clients: AwsClients,
  name: string,
  expected: readonly string[],
): Promise<readonly string[]> {
  const left = await stage.step(`left after ${name}`, resourcesInAccount(clients), (found) =>
    found.length === 0 ? "nothing" : found.join(", "),
  );
  return judgeLeft(name, left, expected);
}

/** @returns a line for each resource that is there or missing against expectation */
export function judgeLeft(
  name: string,
  left: readonly string[],
  expected: readonly string[],
): readonly string[] {
  return [
    ...left.filter((line) => !expected.includes(line)).map((line) => `${name} has left ${line}`),
    ...expected
      .filter((line) => !left.includes(line))
      .map((line) => `${name} has taken away ${line}, which is not Terraform's`),
  ];
}

/** What people see of a plan, without where it was saved. */
function planText({ text }: Plan): string {
  return text.split(/^─+$/m)[0]?.trimEnd() ?? "";
}
