import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { EXIT, type ExitCode } from "../exit-code";
import { runCheck } from "../run-check";
import { replaceSection } from "./marked-section";
import { generatedPages } from "./pages";

/** `npm run docs:tables` writes the generated tables, `npm run docs:check` fails where one is not current. */
function main(): Promise<ExitCode> {
  const root = repositoryRoot();
  const isCheck = process.argv.includes("--check");
  const stale = [...generatedPages(root)].filter(([page, sections]) => {
    const file = path.join(root, page);
    const current = readFileSync(file, "utf8");
    const wanted = sections.reduce(
      (text, { name, content }) => replaceSection(page, text, name, content),
      current,
    );
    if (!isCheck && wanted !== current) writeFileSync(file, wanted);
    return wanted !== current;
  });
  for (const [page] of stale)
    console.log(`${page}: ${isCheck ? "not current: run npm run docs:tables" : "written"}`);
  return Promise.resolve(isCheck && stale.length > 0 ? EXIT.refused : EXIT.ok);
}

runCheck(main);
