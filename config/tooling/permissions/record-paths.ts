import type { DecidedCall } from "../../../local/permissions/statement-uses";
import { runTool } from "../run-tool";
import { PATHS, SMALL_RUN, type Path } from "./paths";
import { recordedCalls } from "./recorded-calls";

/** Runs at a time: a run waits for its queues about half of its time. */
const AT_A_TIME = 2;
const TIMEOUT_SECONDS = 180;

/** Runs the pipeline by every path. @returns all calls @throws Error when a run prints no result */
export async function recordPaths(
  root: string,
  paths: readonly Path[] = PATHS,
): Promise<readonly DecidedCall[]> {
  const left = [...paths];
  const calls: DecidedCall[] = [];
  const runNext = async (): Promise<void> => {
    for (let path = left.shift(); path !== undefined; path = left.shift())
      calls.push(...(await recordPath(root, path)));
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, runNext));
  return calls;
}

/** A run that is broken on purpose fails, and prints its result all the same. */
async function recordPath(root: string, { name, args }: Path): Promise<readonly DecidedCall[]> {
  const outcome = await runTool({
    program: process.execPath,
    args: [
      ...["config/tooling/run.mjs", "local/main.ts", "--json", "--timeout", String(TIMEOUT_SECONDS - 20)],
      ...SMALL_RUN,
      ...args,
    ],
    folder: root,
    environment: process.env,
    timeoutSeconds: TIMEOUT_SECONDS,
  });
  if (outcome.kind !== "exited") throw new Error(`the run “${name}” ${outcome.kind}`);
  try {
    return recordedCalls(outcome.stdout);
  } catch (error) {
    const told = outcome.stderr.split("\n").slice(-10).join("\n");
    throw new Error(`the run “${name}” printed no result; exit code ${outcome.code}: ${told}`, {
      cause: error,
    });
  }
}
