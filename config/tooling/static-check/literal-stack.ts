import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { App } from "cdktf";
import { DataPlatformStack } from "../../../modules/data-platform/data-platform-stack";
import { dataPlatformConflicts } from "../../settings/data-platform-conflicts";
import { dataPlatformSettings } from "../../settings/data-platform";
import { checkTfvars } from "../../tfvars/check-tfvars";
import { tfvarsReport } from "../../tfvars/tfvars-report";

/**
 * Synthesises the production stack with the values of a tfvars file in place of its variables: scanners do not
 * evaluate variables, and would pass over whatever depends on one.
 * @param outdir a folder that is no hidden one and is in none: checkov would pass over it
 * @returns the stack's folder, within outdir
 * @throws Error when the tfvars file is refused
 */
export async function synthesiseLiteralStack(root: string, outdir: string): Promise<string> {
  const check = await checkTfvars(
    path.join(root, "config", "prod.tfvars"),
    dataPlatformSettings,
    dataPlatformConflicts,
  );
  if (check.kind !== "accepted") throw new Error(tfvarsReport(check).join("\n"));
  const app = new App({ outdir });
  const stack = new DataPlatformStack(app, "data-platform", { backend: "local", settings: check.values });
  app.synth();
  const folder = path.join(outdir, "stacks", stack.node.id);
  leaveOutTerraformBlock(path.join(folder, "cdk.tf.json"));
  return folder;
}

/** checkov 3.3 takes every setting of the `terraform` block for a block, and gives up on `required_version`. */
function leaveOutTerraformBlock(file: string): void {
  const stack = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  const rest = Object.entries(stack).filter(([block]) => block !== "terraform");
  writeFileSync(file, JSON.stringify(Object.fromEntries(rest), null, 2));
}
