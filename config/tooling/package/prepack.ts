import path from "node:path";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { EXIT, type ExitCode } from "../exit-code";
import { runCheck } from "../run-check";
import { buildPackage } from "./build-package";
import { setReadmeAside } from "./page";

/** Run by `npm pack` before it packs. */
async function main(): Promise<ExitCode> {
  const root = repositoryRoot();
  await buildPackage(root, path.join(root, "dist"), console.error);
  setReadmeAside(root);
  return EXIT.ok;
}

runCheck(main);
