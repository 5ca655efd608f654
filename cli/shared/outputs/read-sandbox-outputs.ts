import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { personPath } from "../../../local/start/person-path";
import { CommandError, ToCorrectError } from "../command/command-error";
import { messageOf } from "../../../local/shared/error-facts";
import { runProgram } from "../run-program";
import { parseOutputs } from "./parse-outputs";
import type { SandboxOutputs } from "./sandbox-outputs";

export interface ReadOutputsOptions {
  /** Folder of the applied stack. @default `cdktf.out/stacks/sandbox`, in the folder that CDKTF_OUTDIR names */
  readonly stack?: string | undefined;
  /** File with what `terraform output -json` printed; Terraform is then not asked. */
  readonly outputs?: string | undefined;
}

export interface OutputsSurroundings {
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly signal: AbortSignal;
}

/**
 * Reads the outputs of the applied stack `sandbox`.
 *
 * @throws ToCorrectError when nothing is applied there, the outputs are not those of the stack, or Terraform is missing
 * @throws CommandError when Terraform fails
 * @throws the signal's reason when it is aborted
 */
export async function readSandboxOutputs(
  options: ReadOutputsOptions,
  around: OutputsSurroundings,
): Promise<SandboxOutputs> {
  const read = await readOutputsText(options, around);
  const parsed = parseOutputs(read.text);
  switch (parsed.kind) {
    case "outputs":
      return parsed.outputs;
    case "empty":
      throw new ToCorrectError(
        `nothing is applied in ${read.from}: it has no outputs. Run \`npm run synth\` and \`terraform apply\` in the ` +
          "stack's folder first (docs/sandbox.md), or say where it is applied by --stack or --outputs",
      );
    case "wrong":
      throw new ToCorrectError(
        [
          `${read.from} has not the outputs of the stack sandbox (apply it again if this checkout is newer than it):`,
          ...parsed.problems.map((problem) => `  ${problem}`),
        ].join("\n"),
      );
  }
}

export interface OutputsText {
  readonly text: string;
  /** For messages. */
  readonly from: string;
}

/**
 * What `terraform output -json` prints for the stack, whatever it is.
 *
 * @throws as {@link readSandboxOutputs}
 */
export async function readOutputsText(
  options: ReadOutputsOptions,
  around: OutputsSurroundings,
): Promise<OutputsText> {
  if (options.stack !== undefined && options.outputs !== undefined)
    throw new ToCorrectError("--stack and --outputs exclude each other: both say where the outputs are");
  return options.outputs === undefined
    ? askTerraform(stackFolder(options.stack, around.environment), around)
    : readFile(personPath(options.outputs, around.environment));
}

function stackFolder(given: string | undefined, environment: Readonly<NodeJS.ProcessEnv>): string {
  if (given !== undefined) return personPath(given, environment);
  return path.resolve(environment["CDKTF_OUTDIR"] ?? "cdktf.out", "stacks", "sandbox");
}

function readFile(file: string): OutputsText {
  try {
    return { text: readFileSync(file, "utf8"), from: file };
  } catch (error) {
    throw new ToCorrectError(
      `--outputs: ${messageOf(error)}. Expected a file with what \`terraform output -json\` prints`,
      { cause: error },
    );
  }
}

async function askTerraform(
  folder: string,
  { environment, signal }: OutputsSurroundings,
): Promise<OutputsText> {
  if (!existsSync(folder))
    throw new ToCorrectError(
      `there is no folder ${folder}: run \`npm run synth\`, then \`terraform apply\` in it (docs/sandbox.md), or say ` +
        "where the stack is applied by --stack, or --outputs for a file of its outputs",
    );
  const args = [`-chdir=${folder}`, "output", "-json"];
  const ended = await runProgram("terraform", args, { environment, signal });
  if (ended.kind === "missing")
    throw new ToCorrectError(
      "terraform is not on the PATH: install it (https://developer.hashicorp.com/terraform/install), or give the " +
        "outputs as a file: --outputs <file>, with what `terraform output -json` prints",
    );
  if (ended.code !== 0)
    throw new CommandError(
      `terraform ${args.join(" ")} failed (exit code ${ended.code ?? "none"}). If it speaks of initialisation, run ` +
        `\`terraform init\` there first:\n${ended.stderr.trim()}`,
    );
  return { text: ended.stdout, from: folder };
}
