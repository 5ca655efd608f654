import { existsSync } from "node:fs";
import path from "node:path";

/**
 * The folder of package.json: sources are bundled into .build before they run, so `__dirname` tells little.
 *
 * @throws Error when no folder above holds one
 */
export function repositoryRoot(from: string = __dirname): string {
  if (existsSync(path.join(from, "package.json"))) return from;
  const parent = path.dirname(from);
  if (parent === from) throw new Error(`there is no package.json above ${__dirname}`);
  return repositoryRoot(parent);
}
