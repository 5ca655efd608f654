import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { EXIT, type ExitCode } from "../exit-code";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { runCheck } from "../run-check";
import { runTool, type ToolOutcome } from "../run-tool";
import { synthesisedStacks } from "../synthesised-stacks";
import { checkovExceptions } from "./checkov-exceptions";
import { checkovVerdict } from "./checkov-report";
import { synthesiseScannedStack } from "./scanned-stack";

const TIMEOUT_SECONDS = 180;

const print = (line: string): void => {
  console.log(line);
};

/**
 * `npm run static:check`: checkov over the stack with literal values, tflint over the stacks with variables.
 * A tool that is not installed is skipped, and said so; with CI=true that is a failure.
 */
async function main(): Promise<ExitCode> {
  const root = repositoryRoot();
  const codes = [await checkov(root), await tflint(root)];
  return codes.find((code) => code !== EXIT.ok) ?? EXIT.ok;
}

async function checkov(root: string): Promise<ExitCode> {
  const outdir = mkdtempSync(path.join(tmpdir(), "static-check-"));
  try {
    return await scan(root, await synthesiseScannedStack(root, outdir));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

async function scan(root: string, folder: string): Promise<ExitCode> {
  const args = ["-d", folder, "--framework", "terraform_json", "--skip-download", "--compact", "-o", "json"];
  const outcome = await run("checkov", args, root);
  if (outcome.kind !== "exited") return notRun("checkov", outcome);
  if (!outcome.stdout.trimStart().startsWith("{") && !outcome.stdout.trimStart().startsWith("[")) {
    print(`checkov: no report\n${outcome.stdout}${outcome.stderr}`);
    return EXIT.refused;
  }
  const { passed, excepted, problems } = checkovVerdict(outcome.stdout, checkovExceptions);
  print(`checkov: ${passed} passed, ${excepted} left with a reason, ${problems.length} problems`);
  problems.forEach((problem) => {
    print(`  ${problem}`);
  });
  return problems.length === 0 ? EXIT.ok : EXIT.refused;
}

async function tflint(root: string): Promise<ExitCode> {
  const config = path.join(root, "config", "tooling", "static-check", "tflint.hcl");
  for (const { name, folder } of await synthesisedStacks(root, print)) {
    const outcome = await run("tflint", [`--config=${config}`, `--chdir=${folder}`, "--no-color"], root);
    if (outcome.kind !== "exited") return notRun("tflint", outcome);
    if (outcome.code !== 0) {
      print(`tflint: ${name}\n${outcome.stdout}${outcome.stderr}`);
      return EXIT.refused;
    }
    print(`tflint: ${name}: nothing found`);
  }
  return EXIT.ok;
}

function run(program: string, args: readonly string[], folder: string): Promise<ToolOutcome> {
  return runTool({ program, args, folder, environment: process.env, timeoutSeconds: TIMEOUT_SECONDS });
}

function notRun(program: string, outcome: Exclude<ToolOutcome, { kind: "exited" }>): ExitCode {
  switch (outcome.kind) {
    case "timed out":
      print(`${program}: no end after ${outcome.seconds} s\n${outcome.output}`);
      return EXIT.refused;
    case "missing": {
      const required = process.env["CI"] === "true";
      print(`${required ? "FAILED" : "SKIPPED"}: ${program} is not installed`);
      return required ? EXIT.toolMissing : EXIT.ok;
    }
  }
}

runCheck(main);
