import { spawnSync } from "node:child_process";

/**
 * A test that needs Terraform. Where there is none it is skipped, and says so; with CI=true it fails instead.
 */
export function itWithTerraform(name: string, run: () => Promise<void>, timeoutMilliseconds = 120_000): void {
  const found = spawnSync("terraform", ["version"], { timeout: 30_000 }).error === undefined;
  if (found || process.env["CI"] === "true") {
    it(name, run, timeoutMilliseconds);
    return;
  }
  it.skip(`${name} (SKIPPED: terraform is not installed)`, run);
  process.stderr.write(`SKIPPED, terraform is not installed: ${name}\n`);
}
