import { spawnSync } from "node:child_process";

const isInstalled = spawnSync("moto_server", ["--help"], { timeout: 60_000 }).error === undefined;

/** A test that needs moto. Where there is none it is skipped, and says so; with CI=true it fails instead. */
export function itWithMoto(name: string, run: () => Promise<void>, timeoutMilliseconds = 120_000): void {
  if (isInstalled || process.env["CI"] === "true") {
    it(name, run, timeoutMilliseconds);
    return;
  }
  it.skip(`${name} (SKIPPED: moto_server is not installed)`, run);
  process.stderr.write(`SKIPPED, moto_server is not installed: ${name}\n`);
}
