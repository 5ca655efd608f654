import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { functionBundle } from "../../../modules/shared/function-bundle";
import { NOTICES_FILE, thirdPartyNotices } from "../notices/notices";
import { API_REPORT, apiSurface } from "./api-surface";
import { compilePackage } from "./compile";

/** Whose zips are inside. */
export const PACKAGED_FUNCTIONS = ["export", "copier"];

/**
 * Writes everything of the npm package but its manifest, README and licence: the constructs as JavaScript with a source
 * map, their declarations in one file, the functions' zips, and the notices of who else's code is in these.
 * @param folder emptied first
 * @throws Error when the public surface is not what has been recorded of it
 */
export async function buildPackage(
  root: string,
  folder: string,
  print: (line: string) => void,
): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, "functions"), { recursive: true });
  const { files } = await compilePackage(root);
  for (const [name, contents] of Object.entries(files)) writeFileSync(path.join(folder, name), contents);
  for (const name of PACKAGED_FUNCTIONS)
    writeFileSync(path.join(folder, "functions", `${name}.zip`), functionBundle(name).zip);
  writeFileSync(path.join(folder, NOTICES_FILE), thirdPartyNotices(root, PACKAGED_FUNCTIONS));

  const declarations = path.join(folder, "index.d.ts");
  const { kind } = await apiSurface({ root, declarations, update: false, print });
  if (kind !== "current")
    throw new Error(
      `expected ${API_REPORT} to say what the package offers, it is ${kind}: run npm run api:update`,
    );
}
