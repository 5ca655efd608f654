import { readDatabaseEnvironment, type DatabaseEnvironment } from "./postgres/database-environment";
import { shieldEnvironment } from "./start/shield-environment";
import { interruptionSignal } from "./start/signals";
import { swallowedOptions } from "./start/swallowed-options";

const output = {
  out: (text: string) => process.stdout.write(`${text}\n`),
  err: (text: string) => process.stderr.write(`${text}\n`),
};

async function main(argv: readonly string[], database: DatabaseEnvironment): Promise<number> {
  const swallowed = swallowedOptions(process.env, argv);
  if (swallowed !== undefined) {
    output.err(swallowed);
    return 2;
  }
  const signal = interruptionSignal();
  // Loaded only now: some packages read the environment as soon as they are loaded.
  const { commandLine } = await import("./start/command-line");
  return commandLine(argv, { output, signal, database });
}

// What a person has set for databases may say how to reach one of theirs; nothing else gets to see it.
const database = readDatabaseEnvironment(process.env);
shieldEnvironment(process.env);
// The SDK and others warn about the host's Node.js; whoever runs this can do nothing about it here.
process.removeAllListeners("warning");

void main(process.argv.slice(2), database).then((exitCode) => {
  process.exitCode = exitCode;
});
