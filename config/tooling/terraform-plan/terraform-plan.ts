import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { EXIT, type ExitCode } from "../exit-code";
import { startLocalAwsApi } from "../local-aws-api";
import { runCheck } from "../run-check";
import { synthesisedStacks, type SynthesisedStack } from "../synthesised-stacks";
import { TerraformError } from "../terraform-root";
import { checkMistakes, checkPlans, type CheckedPlan } from "./plan-checks";
import { plannedStack } from "./planned-stack";

const print = (line: string): void => {
  console.log(line);
};

/**
 * `npm run terraform:plan`: real plans of the synthesised root, and of each module through a root, with the real
 * provider, against an AWS API on this machine: right values are accepted, each wrong value is refused by its rule,
 * and so are values that do not go together.
 */
async function main(): Promise<ExitCode> {
  const api = await startLocalAwsApi(process.env);
  if (api.kind === "missing") {
    print("moto_server is not installed, so nothing was planned: install moto[server] and run this again.");
    return EXIT.toolMissing;
  }
  try {
    for (const stack of await synthesisedStacks(repositoryRoot(), print)) {
      const code = await check(stack, api.environment);
      if (code !== EXIT.ok) return code;
    }
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof TerraformError) || error.outcome.kind !== "missing") throw error;
    print(
      "Terraform is not installed, so nothing was planned: install Terraform 1.7 or newer and run this again.",
    );
    return EXIT.toolMissing;
  } finally {
    api.close();
  }
}

async function check(stack: SynthesisedStack, environment: NodeJS.ProcessEnv): Promise<ExitCode> {
  const folder = mkdtempSync(path.join(tmpdir(), "terraform-plan-"));
  try {
    const planned = await plannedStack(stack, folder, environment);
    if (!report(stack, await checkMistakes(stack))) return EXIT.refused;
    for await (const checked of checkPlans(stack, planned)) if (!report(stack, checked)) return EXIT.refused;
    return EXIT.ok;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns whether everything is as it has to be */
function report(stack: SynthesisedStack, { what, result, problems }: CheckedPlan): boolean {
  const isRight = problems.length === 0;
  print(`terraform plan of ${stack.name} with ${what}: ${isRight ? result : "FAILED"}`);
  for (const problem of problems) print(`  ${problem}`);
  return isRight;
}

// The client says so on Node.js 20 of its own versions to come; the pinned one is fine with it.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
runCheck(main);
