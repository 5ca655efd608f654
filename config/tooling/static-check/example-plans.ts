import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startLocalAwsApi } from "../local-aws-api";
import { EXAMPLE_VALUES, type Example } from "../terraform-examples/examples";
import { TerraformError, TerraformRoot } from "../terraform-root";

/** An example, copied to where Terraform may leave its own files. */
export interface CopiedExample {
  readonly example: Example;
  readonly folder: string;
}

/** Plans of examples, a folder each by the example's name; or which program there is none of. */
export type ExamplePlans =
  | { readonly kind: "planned"; readonly folder: string; readonly names: readonly string[] }
  | { readonly kind: "missing"; readonly program: string };

const SHOW_TIMEOUT_SECONDS = 120;

/**
 * Has Terraform plan every example that makes resources, against an AWS API on this machine. A plan is what checkov
 * reads of them: it does not follow a `source` to Terraform JSON, and a plan holds what the modules make, of the values
 * that the example gives.
 * @param target folder for the plans
 * @throws TerraformError when an example cannot be planned
 */
export async function planExamples(
  examples: readonly CopiedExample[],
  target: string,
  environment: NodeJS.ProcessEnv,
): Promise<ExamplePlans> {
  const api = await startLocalAwsApi({ ...environment, AWS_REGION: "eu-west-2" });
  if (api.kind === "missing") return { kind: "missing", program: "moto_server" };
  try {
    const planned = examples.filter(({ example }) => example.resources > 0);
    const plans = planned.map(async ({ example, folder }) => {
      mkdirSync(path.join(target, example.name), { recursive: true });
      const json = await planJson(folder, api.environment);
      writeFileSync(path.join(target, example.name, "tfplan.json"), json);
    });
    // All of them, also when one fails: none may go on when the API is gone.
    const failed = (await Promise.allSettled(plans)).find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
    return { kind: "planned", folder: target, names: planned.map(({ example }) => example.name) };
  } catch (error) {
    if (!(error instanceof TerraformError) || error.outcome.kind !== "missing") throw error;
    return { kind: "missing", program: error.outcome.program };
  } finally {
    api.close();
  }
}

async function planJson(folder: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const root = new TerraformRoot(folder, environment);
  await root.init();
  const { file } = await root.plan(`-var-file=${EXAMPLE_VALUES}`);
  return root.run("show", ["-json", file], SHOW_TIMEOUT_SECONDS);
}
