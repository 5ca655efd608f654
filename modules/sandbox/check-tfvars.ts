import { sandboxSettings } from "../../config/settings/sandbox";
import { sandboxConflicts } from "../../config/settings/sandbox-conflicts";
import { checkTfvars } from "../../config/tfvars/check-tfvars";
import { tfvarsReport } from "../../config/tfvars/tfvars-report";
import type { Print } from "../shared/synthesise";

/**
 * Checks a tfvars file of the sandbox's, and says that it was taken for one.
 * @returns whether Terraform would take it
 */
export async function checkSandboxTfvars(file: string, print: Print): Promise<boolean> {
  const check = await checkTfvars(file, sandboxSettings, sandboxConflicts);
  print(`${file}: checked as values of the root stack sandbox`);
  tfvarsReport(check).forEach(print);
  return check.kind === "accepted";
}
