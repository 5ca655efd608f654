import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startLocalAwsApi } from "../../config/tooling/local-aws-api";
import { TerraformRoot } from "../../config/tooling/terraform-root";
import { itWithPrograms } from "./with-programs";

/**
 * A test with real Terraform, the real provider and an empty AWS API on this machine.
 * @param run gets a root's empty folder
 */
export function itWithLocalAwsApi(
  name: string,
  run: (root: TerraformRoot) => Promise<void>,
  timeoutMilliseconds = 300_000,
): void {
  itWithPrograms(["terraform", "moto_server"], name, () => inRoot(run), timeoutMilliseconds);
}

async function inRoot(run: (root: TerraformRoot) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "terraform-root-"));
  const api = await startLocalAwsApi(process.env);
  try {
    if (api.kind === "missing") throw new Error("moto_server is not installed");
    await run(new TerraformRoot(folder, api.environment));
  } finally {
    if (api.kind === "running") api.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
