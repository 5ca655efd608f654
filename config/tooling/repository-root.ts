import { existsSync } from "node:fs";
import path from "node:path";

/**
 * Finds the repository's root from where the program runs: sources are bundled before they run, so that their own
 * folder says nothing.
 * @throws Error when no folder above holds the package
 */
export function repositoryRoot(from: string = process.cwd()): string {
  const folder = path.resolve(from);
  if (existsSync(path.join(folder, "package.json")) && existsSync(path.join(folder, "config", "tooling")))
    return folder;
  const parent = path.dirname(folder);
  if (parent === folder)
    throw new Error("run this from within the repository: no package.json was found above");
  return repositoryRoot(parent);
}
