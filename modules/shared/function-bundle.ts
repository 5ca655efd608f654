import type { Bundle } from "./bundle";
import { buildBundle } from "./build-bundle";
import { repositoryRoot } from "./repository-root";

const bundles = new Map<string, Bundle>();

/**
 * The code of a function: bundled from `functions/<name>/index.ts`, and kept as long as the process lives. In the npm
 * package `prebuilt-function-bundle.ts` stands in this module's place.
 */
export function functionBundle(name: string): Bundle {
  const known = bundles.get(name);
  if (known !== undefined) return known;
  const built = buildBundle({ root: repositoryRoot(), name });
  bundles.set(name, built);
  return built;
}
