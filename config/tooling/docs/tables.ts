import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { dataPlatformSettings } from "../../settings/data-platform";
import { EXIT, type ExitCode } from "../exit-code";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { runCheck } from "../run-check";
import { environmentTable } from "./environment-table";
import { replaceSection } from "./marked-section";
import { settingsTable } from "./settings-table";

interface Section {
  readonly name: string;
  readonly content: string;
}

function environmentSection(root: string, name: string): Section {
  const file = path.join("functions", name, "environment.ts");
  return {
    name: `environment-${name}`,
    content: environmentTable(file, readFileSync(path.join(root, file), "utf8")),
  };
}

/** The pages that hold generated tables. */
function pages(root: string): ReadonlyMap<string, readonly Section[]> {
  const environments = ["export", "copier"].map((name) => environmentSection(root, name));
  return new Map([
    ["README.md", [{ name: "settings", content: settingsTable(dataPlatformSettings) }]],
    [path.join("modules", "db-snapshot-to-s3", "README.md"), environments],
  ]);
}

/** `npm run docs:tables` writes the generated tables, `npm run docs:check` fails where one is not current. */
function main(): Promise<ExitCode> {
  const root = repositoryRoot();
  const check = process.argv.includes("--check");
  const stale = [...pages(root)].filter(([page, sections]) => {
    const file = path.join(root, page);
    if (!existsSync(file)) throw new Error(`${page} is missing`);
    const current = readFileSync(file, "utf8");
    const wanted = sections.reduce(
      (text, { name, content }) => replaceSection(page, text, name, content),
      current,
    );
    if (!check && wanted !== current) writeFileSync(file, wanted);
    return wanted !== current;
  });
  for (const [page] of stale)
    console.log(`${page}: ${check ? "not current: run npm run docs:tables" : "written"}`);
  return Promise.resolve(check && stale.length > 0 ? EXIT.refused : EXIT.ok);
}

runCheck(main);
