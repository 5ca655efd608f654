import { stackOfFile } from "../../config/tfvars/stack-of-file";
import { checkDataPlatformTfvars } from "../data-platform/check-tfvars";
import { checkSandboxTfvars } from "../sandbox/check-tfvars";
import type { SynthOptions } from "../shared/synth-options";
import type { Print } from "../shared/synthesise";

/**
 * Checks the tfvars file that was named, if any, by the settings of the root stack that it is for.
 * @returns whether Terraform would take the file
 */
export async function checkTfvarsFile({ tfvars }: SynthOptions, print: Print): Promise<boolean> {
  if (tfvars === undefined) return true;
  switch (await stackOfFile(tfvars)) {
    case "sandbox":
      return checkSandboxTfvars(tfvars, print);
    case "data-platform":
    case undefined:
      return checkDataPlatformTfvars(tfvars, print);
  }
}
