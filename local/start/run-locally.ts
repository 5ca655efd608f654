import { CleanUp } from "./clean-up";
import { RunInterrupted, unlessAborted } from "./interruption";
import { LocalRun, type FinishedRun } from "./local-run";
import type { RunInputs } from "./run-options";
import type { RunListener } from "./run-event";
import type { RunResult } from "./run-result";
import { Teller } from "./teller";
import { messageOf } from "../shared/error-facts";

/**
 * Runs the whole pipeline on this machine once: databases, snapshots, events, export, copy, comparison. Ends and
 * removes everything that it started, however it ends.
 *
 * @param signal ends the run; its reason is thrown, unless the run was over and its account was only kept up
 * @param onResult is given the result as soon as it is there: with `keep`, long before this returns
 * @throws RunInterrupted when the signal is aborted or the run takes longer than `timeoutSeconds`
 * @throws Error when something that the run stands on fails; a landing that is not as it should be is a result
 */
export async function runLocally(
  inputs: RunInputs,
  listener: RunListener,
  signal: AbortSignal,
  onResult: (result: RunResult) => Promise<void> | void = () => undefined,
): Promise<RunResult> {
  const { options } = inputs;
  const began = performance.now();
  const cleanUp = new CleanUp();
  const teller = new Teller(listener);
  const tooLong = new AbortController();
  const timer = setTimeout(() => {
    const message = `Gave up after ${options.timeoutSeconds} s; it was at: ${teller.at}. --timeout allows more.`;
    tooLong.abort(new RunInterrupted(message, 1));
  }, options.timeoutSeconds * 1000);
  const ended = AbortSignal.any([signal, tooLong.signal]);
  let running: Promise<FinishedRun> | undefined;
  const end = async (): Promise<void> => {
    clearTimeout(timer);
    await cleanUp.run();
    // A step that was under way may still have started something; its failure is a consequence of the end.
    await running?.catch(() => undefined);
    await cleanUp.run();
  };

  let result: RunResult;
  try {
    running = new LocalRun(inputs, { cleanUp, teller, signal: ended }).run();
    const finished = await unlessAborted(ended, running);
    result = { ...finished.result, seconds: (performance.now() - began) / 1000 };
    clearTimeout(timer);
    if (!options.keep) await end();
    await onResult(result);
    if (options.keep) await finished.stay(signal);
  } catch (error) {
    teller.failed(messageOf(error));
    await end().catch((left: unknown) => {
      throw new AggregateError(
        [error, left],
        `${messageOf(error)}; nor could all of it be ended: ${messageOf(left)}`,
      );
    });
    throw error;
  }
  await end();
  return result;
}
