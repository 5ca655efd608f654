import { repositoryRoot } from "../../../modules/shared/repository-root";
import { EXIT, type ExitCode } from "../exit-code";
import { runCheck } from "../run-check";
import { API_REPORT, apiSurface } from "./api-surface";

/** `npm run api:update` records what the package offers, `npm run api:check` fails where the record is not current. */
async function main(): Promise<ExitCode> {
  const isCheck = process.argv.includes("--check");
  const { kind } = await apiSurface({ root: repositoryRoot(), update: !isCheck, print: console.error });
  switch (kind) {
    case "broken":
      console.error("the package offers what cannot be used: export the types above in modules/index.ts");
      return EXIT.refused;
    case "changed":
      console.log(`${API_REPORT}: ${isCheck ? "not current: run npm run api:update" : "written"}`);
      return isCheck ? EXIT.refused : EXIT.ok;
    case "current":
      console.log(`${API_REPORT}: current`);
      return EXIT.ok;
  }
}

runCheck(main);
