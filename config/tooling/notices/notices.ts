import { readFileSync } from "node:fs";
import path from "node:path";
import { buildBundle } from "../../../modules/shared/build-bundle";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { packagesInside, type PackageInside } from "./packages-inside";

/** Name of the file beside whatever holds the functions' zips. */
export const NOTICES_FILE = "THIRD-PARTY-NOTICES.txt";

/** Every function whose zip is given to others. */
const FUNCTIONS = ["export", "copier"];

/** Licences whose packages ship no text at times; then the licence's own is given. */
const STANDARD_TEXTS = ["Apache-2.0", "MIT-0"];
const STANDARD_TEXT_FOLDER = path.join(repositoryRoot(), "config", "tooling", "notices", "standard-texts");

const INTRODUCTION = `The functions' zip files hold code of the packages below, bundled and minified. Each is
used under its own licence, which follows the packages that it is for.
`;

/**
 * The notices that the licences of bundled packages ask for: name, version, licence and licence text of each package
 * that esbuild says is inside a function's zip. The same packages give the same text.
 *
 * @param root of the repository, with `functions/` and `node_modules/` in it
 * @param functions folders under `functions/`. @default every function
 * @returns the contents of {@link NOTICES_FILE}
 * @throws Error when a package names no licence, or has no text and its licence's own is not known
 */
export function thirdPartyNotices(root: string, functions: readonly string[] = FUNCTIONS): string {
  const sources = functions.flatMap((name) => buildBundle({ root, name }).sources);
  const packages = packagesInside(root, sources);
  return [INTRODUCTION, ...byText(packages).map(section)].join(`\n${"-".repeat(80)}\n\n`);
}

interface Section {
  readonly text: string;
  readonly packages: readonly PackageInside[];
}

/** Most packages share their licence's text to the letter: it is given once. */
function byText(packages: readonly PackageInside[]): readonly Section[] {
  const sections = new Map<string, PackageInside[]>();
  for (const found of packages) {
    const text = licenceText(found);
    sections.set(text, [...(sections.get(text) ?? []), found]);
  }
  return [...sections].map(([text, of]) => ({ text, packages: of }));
}

function licenceText({ name, version, licence, texts }: PackageInside): string {
  if (texts.length > 0) return texts.map(tidy).join("\n");
  if (!STANDARD_TEXTS.includes(licence))
    throw new Error(
      `${name} ${version}: expected a licence file in the package, found none; add the text of ${licence} to ` +
        "config/tooling/notices/standard-texts, and its name to STANDARD_TEXTS",
    );
  const file = path.join(STANDARD_TEXT_FOLDER, `${licence}.txt`);
  return tidy(readFileSync(file, "utf8"));
}

/** Without what differs between packages although it says nothing: line ends, blanks and empty lines at the ends. */
function tidy(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trimEnd());
  return `${lines.join("\n").replace(/^\n+|\n+$/g, "")}\n`;
}

function section({ text, packages }: Section): string {
  const names = packages.map(({ name, version, licence }) => `${name} ${version} (${licence})\n`);
  return `${names.join("")}\n${text}`;
}
