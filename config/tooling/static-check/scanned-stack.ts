import { writeFileSync } from "node:fs";
import path from "node:path";
import { dataPlatformSettings } from "../../settings/data-platform";
import { dataPlatformConflicts } from "../../settings/data-platform-conflicts";
import { checkTfvars } from "../../tfvars/check-tfvars";
import { tfvarsReport } from "../../tfvars/tfvars-report";
import { synthesiseLiteralStack } from "../literal-stack";

/**
 * Synthesises what is scanned: the stack with production's values in place of its variables, since scanners do not
 * evaluate variables and would pass over whatever depends on one.
 * @param outdir a folder that is no hidden one and is in none: checkov would pass over it
 * @returns the stack's folder, within outdir
 * @throws Error when the tfvars file is refused
 */
export async function synthesiseScannedStack(root: string, outdir: string): Promise<string> {
  const file = path.join(root, "config", "prod.tfvars");
  const check = await checkTfvars(file, dataPlatformSettings, dataPlatformConflicts);
  if (check.kind !== "accepted") throw new Error(tfvarsReport(check).join("\n"));
  const { folder, json } = synthesiseLiteralStack(check.values, outdir);
  // checkov 3.3 takes every setting of the `terraform` block for a block, and gives up on `required_version`.
  const scanned = Object.entries(JSON.parse(json) as object).filter(([block]) => block !== "terraform");
  writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(Object.fromEntries(scanned), null, 2));
  return folder;
}
