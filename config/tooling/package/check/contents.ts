import { readdirSync, statSync } from "node:fs";
import path from "node:path";

/** Everything that a user gets, and nothing else: no tests, no local run, no tooling, nobody's settings. */
export const EXPECTED_FILES: readonly string[] = [
  "LICENSE",
  "README.md",
  "dist/THIRD-PARTY-NOTICES.txt",
  "dist/functions/copier.zip",
  "dist/functions/export.zip",
  "dist/index.d.ts",
  "dist/index.js",
  "dist/index.js.map",
  "package.json",
];

/** @returns the files below a folder, sorted, with `/` between the parts of a path */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => name.split(path.sep).join("/"))
    .sort();
}

/** @returns what is wrong with the files of a package, one line each */
export function contentProblems(files: readonly string[]): readonly string[] {
  return [
    ...EXPECTED_FILES.filter((name) => !files.includes(name)).map((name) => `not in the package: ${name}`),
    ...files.filter((name) => !EXPECTED_FILES.includes(name)).map((name) => `in the package: ${name}`),
  ];
}

/** @returns links of a page that lead out of it to other files, which are not in the package */
export function deadLinks(page: string): readonly string[] {
  const links = [...page.matchAll(/\]\(([^()\s]+)\)/g)].map(([, link = ""]) => link);
  return links
    .filter((link) => !/^(https?:|#)/.test(link) && !EXPECTED_FILES.includes(link))
    .map((link) => `README.md links to ${link}, which is not in the package`);
}
