import { capacityReport, exportCapacity } from "../../config/capacity/export-capacity";
import { dataPlatformSettings } from "../../config/settings/data-platform";
import { dataPlatformConflicts } from "../../config/settings/data-platform-conflicts";
import { checkTfvars } from "../../config/tfvars/check-tfvars";
import { tfvarsReport } from "../../config/tfvars/tfvars-report";
import type { Print } from "../shared/synthesise";

/**
 * Checks a tfvars file of the data platform's, and says what its list of instances can bear.
 * @returns whether Terraform would take the file
 */
export async function checkDataPlatformTfvars(file: string, print: Print): Promise<boolean> {
  const check = await checkTfvars(file, dataPlatformSettings, dataPlatformConflicts);
  tfvarsReport(check).forEach(print);
  if (check.kind !== "accepted") return false;
  capacityReport(exportCapacity(check.values.rds_instance_ids.length)).forEach(print);
  return true;
}
