import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { EXIT, type ExitCode } from "../exit-code";
import { startLocalAwsApi } from "../local-aws-api";
import { runCheck } from "../run-check";
import { TerraformError } from "../terraform-root";
import { GUIDE, withGeneratedSections } from "./guide";
import { runTakeover } from "./run-takeover";

const print = (line: string): void => {
  console.log(line);
};

/**
 * `npm run terraform:takeover`: real Terraform and the real AWS provider against an AWS API on this machine. A pipeline
 * of the modules that ours replace is applied and runs, ours take its place, go, come again and are destroyed.
 * `-- --write` puts what was seen into the upgrade guide; without it, a guide that says otherwise fails.
 */
async function main(): Promise<ExitCode> {
  const api = await startLocalAwsApi(process.env);
  if (api.kind === "missing") return notThere("moto_server");
  const folder = mkdtempSync(path.join(tmpdir(), "takeover-"));
  try {
    const { transcript, problems } = await runTakeover(folder, api, print);
    const all = [...problems, ...(problems.length > 0 ? [] : keepGuide(transcript))];
    all.forEach((problem) => {
      print(`FAILED: ${problem}`);
    });
    return all.length > 0 ? EXIT.refused : EXIT.ok;
  } catch (error) {
    if (error instanceof TerraformError && error.outcome.kind === "missing")
      return notThere(error.outcome.program);
    throw error;
  } finally {
    api.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns what is wrong with the guide, a line each */
function keepGuide(transcript: readonly string[]): readonly string[] {
  const file = path.join(repositoryRoot(), GUIDE);
  const current = readFileSync(file, "utf8");
  const wanted = withGeneratedSections(current, transcript);
  if (wanted === current) return [];
  if (!process.argv.includes("--write"))
    return [`${GUIDE} is not current: run npm run terraform:takeover -- --write, and read what has changed`];
  writeFileSync(file, wanted);
  print(`${GUIDE}: written`);
  return [];
}

function notThere(program: string): ExitCode {
  print(`${program} is not installed, so nothing was taken over: install it and run this again.`);
  return EXIT.toolMissing;
}

// Without this a signal would end this process, and leave Terraform, its provider and the API running.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    process.exit(EXIT.refused);
  });
// The client says so on Node.js 20 of its own versions to come; the pinned one is fine with it.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
runCheck(main);
