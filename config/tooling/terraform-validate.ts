import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { EXIT, type ExitCode } from "./exit-code";
import { repositoryRoot } from "../../modules/shared/repository-root";
import { MODULE_VALUES, type ModuleName } from "./literal-modules";
import { copyModule, writeCall, writeProviders } from "./module-root";
import { runCheck } from "./run-check";
import type { ToolOutcome } from "./run-tool";
import { synthesisedStacks, type SynthesisedStack } from "./synthesised-stacks";
import { initArguments, terraform } from "./terraform";

/** Real seconds for one Terraform command: an init may have to download the provider (600 MB). */
const INIT_TIMEOUT_SECONDS = 600;
const VALIDATE_TIMEOUT_SECONDS = 120;

const print = (line: string): void => {
  console.log(line);
};

/**
 * `npm run terraform:validate`: real Terraform, with the real provider, over a copy of what was synthesised.
 * The provider comes from the folder that `TF_PLUGIN_DIR` names, else from where Terraform finds it by itself.
 */
async function main(): Promise<ExitCode> {
  const stacks = await synthesisedStacks(repositoryRoot(), print);
  for (const stack of stacks) {
    const code = await validateCopy(stack);
    if (code !== EXIT.ok) return code;
  }
  return EXIT.ok;
}

/** A module through a root that calls it, since one that asks for a provider alias cannot be validated by itself. */
function copyStack({ kind, name, folder }: SynthesisedStack, copy: string): void {
  switch (kind) {
    case "root":
      cpSync(folder, copy, { recursive: true });
      return;
    case "module": {
      const source = copyModule(folder, copy);
      writeCall(copy, "call", {
        source,
        providers: writeProviders(folder, copy),
        values: isModuleName(name) ? MODULE_VALUES[name] : {},
      });
      return;
    }
  }
}

function isModuleName(name: string): name is ModuleName {
  return Object.hasOwn(MODULE_VALUES, name);
}

async function validateCopy(stack: SynthesisedStack): Promise<ExitCode> {
  // A copy, so that no .terraform folder and no lock file is left in what people deploy.
  const copy = mkdtempSync(path.join(tmpdir(), "terraform-validate-"));
  try {
    copyStack(stack, copy);
    const init = await terraform(copy, initArguments(process.env), process.env, INIT_TIMEOUT_SECONDS);
    const initCode = report(stack, "init", init);
    if (initCode !== EXIT.ok) return initCode;
    const validate = await terraform(copy, ["validate", "-no-color"], process.env, VALIDATE_TIMEOUT_SECONDS);
    return report(stack, "validate", validate);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function report(stack: SynthesisedStack, command: "init" | "validate", outcome: ToolOutcome): ExitCode {
  const subject = `terraform ${command} of ${stack.name}`;
  switch (outcome.kind) {
    case "missing":
      print(
        "Terraform is not installed, so nothing was validated: install Terraform 1.7 or newer and run this again.",
      );
      return EXIT.toolMissing;
    case "timed out":
      print(`${subject}: no end after ${outcome.seconds} s\n${outcome.output}`);
      return EXIT.refused;
    case "exited":
      if (outcome.code !== 0) {
        print(`${subject}: failed\n${outcome.stdout}${outcome.stderr}`);
        return EXIT.refused;
      }
      if (command === "validate") print(`${subject}: ${outcome.stdout.trim()}`);
      return EXIT.ok;
  }
}

runCheck(main);
