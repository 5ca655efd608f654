import path from "node:path";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { EXIT, type ExitCode } from "../exit-code";
import { runCheck } from "../run-check";
import { buildPackage } from "./build-package";

/** `npm run build:package` writes `dist/`, which `npm pack` takes. */
async function main(): Promise<ExitCode> {
  const root = repositoryRoot();
  await buildPackage(root, path.join(root, "dist"), console.error);
  return EXIT.ok;
}

runCheck(main);
