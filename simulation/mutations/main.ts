import path from "node:path";
import { EXIT } from "../../cli/shared/command/exit-code";
import { readCorpus } from "../corpus/read-corpus";
import { runPlan } from "../run-plan";
import { mutatedHandlers } from "./mutated-handlers";
import { NAMED_BUGS } from "./named-bugs";
import { tryBugs } from "./try-bugs";

// Otherwise esbuild keeps a process beside this one, which nobody reaps where there is no init.
process.env["ESBUILD_WORKER_THREADS"] = "0";
// The SDK and others warn about the host's Node.js; whoever runs this can do nothing about it here.
process.removeAllListeners("warning");

const root = path.resolve(__dirname, "..");
const [only] = process.argv.slice(2);
const bugs = only === undefined ? NAMED_BUGS : NAMED_BUGS.filter(({ name }) => name === only);

async function main(): Promise<number> {
  if (bugs.length === 0) {
    const names = NAMED_BUGS.map(({ name }) => `  ${name}\n`).join("");
    process.stderr.write(`No bug is named ${String(only)}. These are:\n${names}`);
    return EXIT.toCorrect;
  }
  const isCaught = await tryBugs(bugs, {
    corpus: readCorpus(root),
    handlersOf: (bug) => mutatedHandlers(root, bug),
    runWith: (handlers) => (plan, options) => runPlan(plan, { ...options, handlers }),
    out: (line) => {
      process.stdout.write(`${line}\n`);
    },
  });
  return isCaught ? EXIT.ok : EXIT.failed;
}

void main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = EXIT.failed;
  },
);
