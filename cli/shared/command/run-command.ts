import { RunInterrupted } from "../../../local/start/interruption";
import { interruptionSignal } from "../../../local/start/signals";
import { createProgress } from "../progress/create-progress";
import { CommandError } from "./command-error";
import type { Output } from "./context";
import { EXIT } from "./exit-code";
import { parseArguments } from "./parse-arguments";
import type { SandboxCommand } from "./sandbox-command";
import { withTimeLimit } from "./time-limit";

const terminal: Output = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
};

/** Runs one of the commands as this process's only work, and sets its exit code. */
export function runCommand<Options>(command: SandboxCommand<Options>): void {
  // The SDK and others warn about the host's Node.js; whoever runs this can do nothing about it here.
  process.removeAllListeners("warning");
  void commandLine(command, process.argv.slice(2), process.env, terminal).then((exitCode) => {
    process.exitCode = exitCode;
  });
}

async function commandLine<Options>(
  command: SandboxCommand<Options>,
  argv: readonly string[],
  environment: Readonly<NodeJS.ProcessEnv>,
  output: Output,
): Promise<number> {
  const parsed = parseArguments(command, argv, environment);
  switch (parsed.kind) {
    case "help":
      output.out(parsed.text);
      return EXIT.ok;
    case "refused":
      output.err(parsed.message);
      return EXIT.toCorrect;
    case "run":
      break;
  }
  const stream = command.progressTo?.(parsed.options) ?? "out";
  const progress = createProgress(output[stream], stream === "out" && process.stdout.isTTY);
  const limit = withTimeLimit(interruptionSignal(), parsed.options.timeout, () => progress.at());
  try {
    return await command.run(parsed.options, { output, progress, signal: limit.signal, environment });
  } catch (error) {
    return told(limit.signal.aborted ? limit.signal.reason : error, output);
  } finally {
    limit.end();
  }
}

/** After an abort its reason counts: whatever then fails on the way out is its consequence. */
function told(error: unknown, output: Output): number {
  if (error instanceof RunInterrupted || error instanceof CommandError) {
    output.err(error.message);
    return error.exitCode;
  }
  output.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.failed;
}
