import { capacityReport, exportCapacity } from "../../config/capacity/export-capacity";
import { dataPlatformSettings } from "../../config/settings/data-platform";
import { dataPlatformConflicts } from "../../config/settings/data-platform-conflicts";
import { checkTfvars } from "../../config/tfvars/check-tfvars";
import { tfvarsReport } from "../../config/tfvars/tfvars-report";
import type { SynthOptions } from "../shared/synth-options";
import type { Print } from "../shared/synthesise";

/**
 * Checks the tfvars file that was named, if any, and says what its list of instances can bear.
 * @returns whether Terraform would take the file
 */
export async function checkDataPlatformTfvars({ tfvars }: SynthOptions, print: Print): Promise<boolean> {
  if (tfvars === undefined) return true;
  const check = await checkTfvars(tfvars, dataPlatformSettings, dataPlatformConflicts);
  tfvarsReport(check).forEach(print);
  if (check.kind !== "accepted") return false;
  capacityReport(exportCapacity(check.values.rds_instance_ids.length)).forEach(print);
  return true;
}
