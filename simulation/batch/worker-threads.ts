import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import type { RunPlan } from "./judge-run";
import { runBatch, type Share } from "./run-batch";
import { merged, NO_RUNS, type Summary } from "./summary";

type FromWorker = { readonly kind: "run" } | { readonly kind: "done"; readonly summary: Summary };

/** A run, with the search for a smaller plan, that takes longer than this does not end. */
const STANDSTILL_SECONDS = 240;

/** Runs leave much behind that is short-lived: with room for it, most is gone before anybody has to look. */
const RESOURCES = { maxYoungGenerationSizeMb: 64 };

/** Whether this thread was started by {@link runOnThreads}. */
export const isBatchWorker = !isMainThread;

/** The work of such a thread: its share, told to who started it. */
export async function workShare(runPlan: RunPlan): Promise<void> {
  const tell = (message: FromWorker): void => parentPort?.postMessage(message);
  const summary = await runBatch(workerData as Share, runPlan, () => {
    tell({ kind: "run" });
  });
  tell({ kind: "done", summary });
}

/**
 * Runs a batch on several threads, each with every n-th run.
 *
 * @param script whose main thread this is; its other threads call {@link workShare}
 * @param onRun called after each run of any
 */
export async function runOnThreads(
  script: string,
  batch: Pick<Share, "seed" | "runs" | "shrink" | "faults">,
  threads: number,
  onRun: () => void,
): Promise<Summary> {
  const shares = Array.from({ length: threads }, (_, first): Share => ({ ...batch, first, step: threads }));
  const summaries = await Promise.all(shares.map((share) => onThread(script, share, onRun)));
  const { failures, ...figures } = summaries.reduce(merged, NO_RUNS);
  return { ...figures, failures: [...failures].sort((one, other) => one.run - other.run) };
}

function onThread(script: string, share: Share, onRun: () => void): Promise<Summary> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: share, resourceLimits: RESOURCES });
    let done = 0;
    const fail = (what: string): void => {
      clearInterval(watch);
      void worker.terminate();
      const run = share.first + done * share.step;
      reject(
        new Error(`${what} in run ${run}: npm run simulate -- --seed ${share.seed} --run ${run} --trace`),
      );
    };
    let alive = Date.now();
    const watch = setInterval(() => {
      if (Date.now() - alive > STANDSTILL_SECONDS * 1000)
        fail(`nothing has come of ${STANDSTILL_SECONDS} s of work`);
    }, 1000);
    worker.on("message", (message: FromWorker) => {
      alive = Date.now();
      if (message.kind === "run") {
        done++;
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
