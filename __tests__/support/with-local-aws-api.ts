import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startLocalAwsApi } from "../../config/tooling/local-aws-api";
import { TerraformRoot } from "../../config/tooling/terraform-root";

const PROGRAMS = ["terraform", "moto_server"] as const;

/**
 * A test with real Terraform, the real provider and an empty AWS API on this machine. Where one of them is not
 * installed it is skipped, and says so; with CI=true it fails instead.
 * @param run gets a root's empty folder
 */
export function itWithLocalAwsApi(
  name: string,
  run: (root: TerraformRoot) => Promise<void>,
  timeoutMilliseconds = 300_000,
): void {
  const missing = PROGRAMS.filter((program) => !isInstalled(program));
  if (missing.length === 0 || process.env["CI"] === "true") {
    it(name, () => inRoot(run), timeoutMilliseconds);
    return;
  }
  it.skip(`${name} (SKIPPED: not installed: ${missing.join(", ")})`, () => inRoot(run));
  process.stderr.write(`SKIPPED, not installed: ${missing.join(", ")}: ${name}\n`);
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

function isInstalled(program: string): boolean {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return folders.some((folder) => existsSync(path.join(folder, program)));
}
