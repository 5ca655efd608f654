import { existsSync } from "node:fs";
import path from "node:path";

/**
 * A test that needs programs of others on the path. Where one of them is not installed the test is skipped, and says so;
 * with CI=true it runs, and fails instead.
 */
export function itWithPrograms(
  programs: readonly string[],
  name: string,
  run: () => Promise<void>,
  timeoutMilliseconds = 120_000,
): void {
  const missing = programs.filter((program) => !isInstalled(program));
  if (missing.length === 0 || process.env["CI"] === "true") {
    it(name, run, timeoutMilliseconds);
    return;
  }
  it.skip(`${name} (SKIPPED: not installed: ${missing.join(", ")})`, run);
  process.stderr.write(`SKIPPED, not installed: ${missing.join(", ")}: ${name}\n`);
}

function isInstalled(program: string): boolean {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return folders.some((folder) => existsSync(path.join(folder, program)));
}
