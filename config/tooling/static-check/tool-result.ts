import { runTool, type ToolOutcome } from "../run-tool";

/** What a scanner printed, or why it printed nothing that counts. */
export type ToolResult =
  | { readonly kind: "output"; readonly stdout: string; readonly stderr: string }
  | { readonly kind: "missing"; readonly program: string }
  | { readonly kind: "failed"; readonly what: string };

const TIMEOUT_SECONDS = 180;

/** Runs a scanner, whose exit code only says whether it found something. */
export async function runScanner(
  program: string,
  args: readonly string[],
  folder: string,
): Promise<ToolResult> {
  const environment = process.env;
  return resultOf(
    program,
    await runTool({ program, args, folder, environment, timeoutSeconds: TIMEOUT_SECONDS }),
  );
}

function resultOf(program: string, outcome: ToolOutcome): ToolResult {
  switch (outcome.kind) {
    case "missing":
      return { kind: "missing", program };
    case "timed out":
      return { kind: "failed", what: `${program}: no end after ${outcome.seconds} s\n${outcome.output}` };
    case "exited":
      return outcome.stdout.trim() === ""
        ? { kind: "failed", what: `${program}: no report\n${outcome.stderr}` }
        : { kind: "output", stdout: outcome.stdout, stderr: outcome.stderr };
  }
}
