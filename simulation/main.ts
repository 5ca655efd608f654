import { randomInt } from "node:crypto";
import { EXIT } from "../cli/shared/command/exit-code";
import { isBatchWorker, runOnThreads, workShare } from "./batch/worker-threads";
import { simulate } from "./cli/simulate";
import { readCorpus } from "./corpus/read-corpus";
import { runPlan } from "./run-plan";
import { runScale } from "./scale/run-scale";

const write = (stream: NodeJS.WriteStream) => (line: string) => {
  stream.write(`${line}\n`);
};

async function main(): Promise<number> {
  const environment = { ...process.env };
  return await simulate(process.argv.slice(2), {
    out: write(process.stdout),
    err: write(process.stderr),
    environment,
    clock: () => performance.now() / 1000,
    drawSeed: () => randomInt(2 ** 31),
    runPlan,
    runBatch: (batch, workers, onRun) => runOnThreads(__filename, batch, workers, onRun),
    readCorpus: () => readCorpus(process.cwd()),
    runScale: (size, out) => runScale(size, out, runPlan, () => performance.now() / 1000),
  });
}

// The SDK and others warn about the host's Node.js; whoever runs this can do nothing about it here.
process.removeAllListeners("warning");
process.setSourceMapsEnabled(true);

if (isBatchWorker) void workShare(runPlan);
else
  void main().then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exitCode = EXIT.failed;
    },
  );
