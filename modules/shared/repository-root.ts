import { existsSync } from "node:fs";
import path from "node:path";

/**
 * The folder that holds `package.json` and `functions/`. Programs are bundled into a folder of their own before they
 * run, so that the folder of a source says nothing.
 * @throws Error when no folder above holds them
 */
export function repositoryRoot(from: string = __dirname): string {
  if (existsSync(path.join(from, "package.json")) && existsSync(path.join(from, "functions"))) return from;
  const parent = path.dirname(from);
  if (parent === from) throw new Error(`expected package.json and functions/ in ${__dirname} or above it`);
  return repositoryRoot(parent);
}
