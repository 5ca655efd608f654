import { repositoryRoot } from "../../../modules/shared/repository-root";
import { EXIT, type ExitCode } from "../exit-code";
import { runCheck } from "../run-check";
import { returnReadme } from "./page";

/** Run by `npm pack` after it has packed. */
function main(): Promise<ExitCode> {
  returnReadme(repositoryRoot());
  return Promise.resolve(EXIT.ok);
}

runCheck(main);
