import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startLocalAwsApi } from "../local-aws-api";
import { TerraformError, TerraformRoot } from "../terraform-root";
import { hclExamples } from "./synthesised";

/** Plans of the examples, a folder each; or which program there is none of. */
export type ExamplePlans =
  | { readonly kind: "planned"; readonly folder: string; readonly names: readonly string[] }
  | { readonly kind: "missing"; readonly program: string };

const SHOW_TIMEOUT_SECONDS = 120;

/**
 * Has Terraform plan every example against an AWS API on this machine. A plan is what checkov reads of them: it does
 * not follow a `source` to Terraform JSON, and a plan holds what the modules make, of the values that the example
 * gives.
 * @param outdir holds `examples/` and `cdktf.out/`, which the examples take the modules from
 * @throws TerraformError when an example cannot be planned
 */
export async function planExamples(outdir: string, environment: NodeJS.ProcessEnv): Promise<ExamplePlans> {
  const api = await startLocalAwsApi({ ...environment, AWS_REGION: "eu-west-2" });
  if (api.kind === "missing") return { kind: "missing", program: "moto_server" };
  try {
    const plans = path.join(outdir, "plans");
    const examples = hclExamples(path.join(outdir, "examples"));
    for (const { name, folder } of examples) {
      const target = path.join(plans, name);
      mkdirSync(target, { recursive: true });
      writeFileSync(path.join(target, "tfplan.json"), await planJson(folder, api.environment));
    }
    return { kind: "planned", folder: plans, names: examples.map(({ name }) => name) };
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
  const { file } = await root.plan("-var-file=terraform.tfvars.example");
  return root.run("show", ["-json", file], SHOW_TIMEOUT_SECONDS);
}
