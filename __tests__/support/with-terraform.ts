import { itWithPrograms } from "./with-programs";

/** A test that needs Terraform. */
export function itWithTerraform(name: string, run: () => Promise<void>, timeoutMilliseconds?: number): void {
  itWithPrograms(["terraform"], name, run, timeoutMilliseconds);
}
