import { readFileSync } from "node:fs";
import path from "node:path";
import { NOTICES_FILE, thirdPartyNotices } from "../notices/notices";
import type { Files } from "./module-zip";

/**
 * What lies beside a module's files: the licence, what changed from version to version, and the notices of the packages
 * that are inside the functions' code.
 * @param functions folders under `functions/` whose code the module holds
 */
export function papersOf(root: string, functions: readonly string[]): Files {
  const papers = Object.fromEntries(
    ["LICENSE", "CHANGELOG.md"].map((name) => [name, new Uint8Array(readFileSync(path.join(root, name)))]),
  );
  if (functions.length === 0) return papers;
  return { ...papers, [NOTICES_FILE]: new TextEncoder().encode(thirdPartyNotices(root, functions)) };
}

/**
 * Says in a module's README, below its heading, which version this is: of an unpacked zip nothing else does.
 * @throws Error when there is no README, or it does not begin with a heading
 */
export function withVersion(files: Files, version: string): Files {
  const readme = new TextDecoder().decode(files["README.md"]);
  const [heading = "", ...rest] = readme.split("\n");
  if (!heading.startsWith("# "))
    throw new Error(`README.md: expected a heading as its first line, got "${heading}"`);
  const line = `Version ${version}. What changed from version to version: [CHANGELOG.md](CHANGELOG.md).`;
  return { ...files, "README.md": new TextEncoder().encode([heading, "", line, ...rest].join("\n")) };
}
