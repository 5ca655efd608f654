import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { createTemporaryFolder } from "../postgres/temporary-folder";
import { repositoryRoot } from "../../modules/shared/repository-root";
import type { CleanUp } from "./clean-up";

/**
 * The folder of a run: a temporary one that goes with the run, or `.local/<time>` of the checkout when it is kept.
 */
export function runDirectory(keep: boolean, cleanUp: CleanUp): string {
  if (keep) {
    const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "");
    const kept = path.join(repositoryRoot(), ".local", `${time}-${process.pid}`);
    mkdirSync(kept, { recursive: true });
    return kept;
  }
  const temporary = createTemporaryFolder("run");
  const remove = (): void => {
    rmSync(temporary, { recursive: true, force: true });
  };
  // For a second Ctrl-C, which waits for nothing.
  process.once("exit", remove);
  cleanUp.add("the run's folder", () => {
    process.removeListener("exit", remove);
    remove();
  });
  return temporary;
}
