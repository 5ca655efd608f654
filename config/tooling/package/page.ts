import { copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import path from "node:path";

/** The page of the npm package, which npm takes from README.md and from nowhere else. */
export const PACKAGE_PAGE = "docs/npm-package.md";

const README = "README.md";
const SET_ASIDE = path.join(".build", "README.of-the-repository.md");

/**
 * Puts the package's page in the place of the repository's README, whose links lead to files that are not in the
 * package. To be undone by {@link returnReadme} as soon as npm has packed.
 */
export function setReadmeAside(root: string): void {
  // Of a packing that was cut off: what stands in the place of the README is not the README.
  if (existsSync(path.join(root, SET_ASIDE))) returnReadme(root);
  mkdirSync(path.join(root, ".build"), { recursive: true });
  // Copied, then overwritten: at no moment is there no README.
  copyFileSync(path.join(root, README), path.join(root, SET_ASIDE));
  copyFileSync(path.join(root, PACKAGE_PAGE), path.join(root, README));
}

/** @throws Error when no README was set aside */
export function returnReadme(root: string): void {
  const aside = path.join(root, SET_ASIDE);
  if (!existsSync(aside))
    throw new Error(`expected the README in ${SET_ASIDE}, where npm run prepack puts it`);
  renameSync(aside, path.join(root, README));
}
