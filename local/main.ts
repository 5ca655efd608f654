import { shieldEnvironment } from "./start/shield-environment";
import { interruptionSignal } from "./start/signals";
import { swallowedOptions } from "./start/swallowed-options";

const output = {
  out: (text: string) => process.stdout.write(`${text}\n`),
  err: (text: string) => process.stderr.write(`${text}\n`),
};

async function main(argv: readonly string[]): Promise<number> {
  const swallowed = swallowedOptions(process.env, argv);
  if (swallowed !== undefined) {
    output.err(swallowed);
    return 2;
  }
  const signal = interruptionSignal();
  // Loaded only now: some packages read the environment as soon as they are loaded.
  const { commandLine } = await import("./start/command-line");
  return commandLine(argv, output, signal);
}

shieldEnvironment(process.env);
// The SDK and others warn about the host's Node.js; whoever runs this can do nothing about it here.
process.removeAllListeners("warning");

void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
