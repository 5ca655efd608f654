import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format, resolveConfig } from "prettier";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { EXIT, type ExitCode } from "../exit-code";
import { runCheck } from "../run-check";
import { manifestJsonSchema } from "./manifest-schema";
import { replaceSection } from "./marked-section";
import { generatedPages } from "./pages";

/** `npm run docs:tables` writes the generated tables and files, `npm run docs:check` fails where one is not current. */
async function main(): Promise<ExitCode> {
  const root = repositoryRoot();
  const isCheck = process.argv.includes("--check");
  const stale: string[] = [];
  for (const [page, wanted] of [...pages(root), ...(await files(root))]) {
    const file = path.join(root, page);
    if (existsSync(file) && readFileSync(file, "utf8") === wanted) continue;
    if (!isCheck) writeFileSync(file, wanted);
    stale.push(page);
  }
  for (const page of stale)
    console.log(`${page}: ${isCheck ? "not current: run npm run docs:tables" : "written"}`);
  return isCheck && stale.length > 0 ? EXIT.refused : EXIT.ok;
}

/** Pages with generated parts, as they should be. */
function* pages(root: string): Generator<readonly [string, string]> {
  for (const [page, sections] of generatedPages(root)) {
    const current = readFileSync(path.join(root, page), "utf8");
    yield [
      page,
      sections.reduce((text, { name, content }) => replaceSection(page, text, name, content), current),
    ];
  }
}

/** Files that are generated as a whole. */
async function files(root: string): Promise<readonly (readonly [string, string])[]> {
  const page = path.join("docs", "manifest.schema.json");
  const style = await resolveConfig(path.join(root, page));
  return [[page, await format(manifestJsonSchema(), { ...style, parser: "json" })]];
}

runCheck(main);
