import { readFileSync } from "node:fs";
import path from "node:path";
import { NOTICES_FILE, thirdPartyNotices } from "../notices/notices";
import type { Files } from "./module-zip";

/**
 * What a copy has to bear: the licence, and the notices of the packages that are inside the functions' code.
 * @param functions folders under `functions/` whose code the module holds
 */
export function papersOf(root: string, functions: readonly string[]): Files {
  const licence = new Uint8Array(readFileSync(path.join(root, "LICENSE")));
  if (functions.length === 0) return { LICENSE: licence };
  const notices = new TextEncoder().encode(thirdPartyNotices(root, functions));
  return { LICENSE: licence, [NOTICES_FILE]: notices };
}
