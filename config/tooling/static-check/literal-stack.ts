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
 * @returns the stack's folder
 * @throws Error when the tfvars file is refused
 */
export async function synthesiseLiteralStack(root: string): Promise<string> {
  const check = await checkTfvars(
    path.join(root, "config", "prod.tfvars"),
    dataPlatformSettings,
    dataPlatformConflicts,
  );
  if (check.kind !== "accepted") throw new Error(tfvarsReport(check).join("\n"));
  const outdir = path.join(root, ".build", "static-check");
  const app = new App({ outdir });
  const stack = new DataPlatformStack(app, "data-platform", { backend: "local", settings: check.values });
  app.synth();
  return path.join(outdir, "stacks", stack.node.id);
}
