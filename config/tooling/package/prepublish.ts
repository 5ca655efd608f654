import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { EXIT, type ExitCode } from "../exit-code";
import { runCheck } from "../run-check";
import { runTool } from "../run-tool";
import { decidePublishing } from "./publishing";

const GIT_SECONDS = 30;

/** Run by `npm publish` before anything else, and not by `npm pack`: refuses what is not a tagged release. */
async function main(): Promise<ExitCode> {
  const root = repositoryRoot();
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const publishing = decidePublishing({
    version: z.object({ version: z.string() }).parse(manifest).version,
    tags: await git(root, ["tag", "--points-at", "HEAD"]),
    changes: await git(root, ["status", "--porcelain"]),
  });
  if (publishing.kind === "publish") return EXIT.ok;
  console.error(`not published: ${publishing.reason}`);
  return EXIT.refused;
}

/** @returns the lines that git prints */
async function git(folder: string, args: readonly string[]): Promise<readonly string[]> {
  const outcome = await runTool({
    program: "git",
    args,
    folder,
    environment: process.env,
    timeoutSeconds: GIT_SECONDS,
  });
  if (outcome.kind !== "exited") throw new Error(`not published: git ${args.join(" ")}: ${outcome.kind}`);
  if (outcome.code !== 0) throw new Error(`not published: git ${args.join(" ")}: ${outcome.stderr.trim()}`);
  return outcome.stdout.split("\n").filter((line) => line !== "");
}

runCheck(main);
