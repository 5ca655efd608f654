import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import type { RunPlan } from "./judge-run";
import { both, NOTHING, runBatch, type Batch, type BatchSummary } from "./run-batch";
import { inOrder } from "./summary";

interface Share {
  readonly batch: Batch;
  /** One number that all threads count up: whoever has ended a run takes the next, so that all end at nearly one moment. */
  readonly taken: Int32Array;
}

type FromWorker =
  | { readonly kind: "run"; readonly number: number }
  | { readonly kind: "done"; readonly summary: BatchSummary };

/** A run that takes longer than this does not end: the longest take a minute, on a machine that does nothing else. */
const STANDSTILL_SECONDS = 900;

/** Runs leave much behind that is short-lived: with room for it, most is gone before anybody has to look. */
const RESOURCES = { maxYoungGenerationSizeMb: 64 };

/** Whether this thread was started by {@link runOnThreads}. */
export const isBatchWorker = !isMainThread;

/** The work of such a thread: run after run, each told to who started it. */
export async function workShare(runPlan: RunPlan): Promise<void> {
  const tell = (message: FromWorker): void => parentPort?.postMessage(message);
  // Nobody reads where errors come from: calls fail by the thousand, and a run that fails is repeated with --trace.
  Error.stackTraceLimit = 0;
  const { batch, taken } = workerData as Share;
  const take = (): number => Atomics.add(taken, 0, 1);
  const summary = await runBatch(batch, runPlan, take, (number) => {
    tell({ kind: "run", number });
  });
  tell({ kind: "done", summary });
}

/**
 * Runs a batch on several threads. What is returned does not depend on which thread does which run.
 *
 * @param script whose main thread this is; its other threads call {@link workShare}
 * @param onRun called as each run begins
 */
export async function runOnThreads(
  script: string,
  batch: Batch,
  threads: number,
  onRun: () => void,
): Promise<BatchSummary> {
  const share = { batch, taken: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) };
  const summaries = await Promise.all(Array.from({ length: threads }, () => onThread(script, share, onRun)));
  const { written, drawn } = summaries.reduce(both, NOTHING);
  return { written: inOrder(written), drawn: inOrder(drawn) };
}

function onThread(script: string, share: Share, onRun: () => void): Promise<BatchSummary> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: share, resourceLimits: RESOURCES });
    let current = 0;
    const fail = (what: string): void => {
      clearInterval(watch);
      void worker.terminate();
      reject(new Error(`${what} in ${nameOf(current, share.batch)}`));
    };
    let alive = Date.now();
    const watch = setInterval(() => {
      if (Date.now() - alive > STANDSTILL_SECONDS * 1000)
        fail(`nothing has come of ${STANDSTILL_SECONDS} s of work`);
    }, 1000);
    worker.on("message", (message: FromWorker) => {
      alive = Date.now();
      if (message.kind === "run") {
        current = message.number;
        onRun();
      } else {
        clearInterval(watch);
        resolve(message.summary);
      }
    });
    worker.on("error", (error) => {
      fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
    });
    worker.on("exit", (code) => {
      fail(`a thread ended with code ${code}`);
    });
  });
}

function nameOf(number: number, { seed, faults = "usual", written = [] }: Batch): string {
  if (number < written.length) return `plan ${number} of simulation/corpus, counted from 0`;
  const run = number - written.length;
  const mix = faults === "usual" ? "" : ` --faults ${faults}`;
  return `run ${run}: npm run simulate -- --seed ${seed} --run ${run}${mix} --trace`;
}
