import { commandLine } from "./start/command-line";
import { interruptionSignal } from "./start/signals";

// The SDK and others warn about the host's Node.js; whoever runs this can do nothing about it here.
process.removeAllListeners("warning");

const output = {
  out: (text: string) => process.stdout.write(`${text}\n`),
  err: (text: string) => process.stderr.write(`${text}\n`),
};

void commandLine(process.argv.slice(2), output, interruptionSignal()).then((exitCode) => {
  process.exitCode = exitCode;
});
