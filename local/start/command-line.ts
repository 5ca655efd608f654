import { parseArguments, type RunRequest } from "./arguments";
import { errorText } from "./error-text";
import { RunInterrupted } from "./interruption";
import { progressLines } from "./progress-lines";
import { progressList } from "./progress-list";
import { reportLines } from "./report";
import { runLocally } from "./run-locally";
import type { LocalRunOptions } from "./run-options";
import type { RunListener } from "./run-event";
import type { RunResult } from "./run-result";

/** A terminal's two streams. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/**
 * The whole command `npm start`.
 *
 * @param signal aborted with a {@link RunInterrupted} when the run is to end
 * @returns the exit code: see `--help`
 */
export async function commandLine(
  argv: readonly string[],
  output: Output,
  signal: AbortSignal,
): Promise<number> {
  const given = parseArguments(argv);
  switch (given.kind) {
    case "help":
      output.out(given.text);
      return 0;
    case "refused":
      output.err(given.message);
      return 2;
    case "run":
      return given.json ? await runAsJson(given, output, signal) : await runForPerson(given, output, signal);
  }
}

async function runAsJson({ options }: RunRequest, output: Output, signal: AbortSignal): Promise<number> {
  const listener = progressLines((line) => {
    output.err(line);
  });
  return attempt(options, listener, output, signal, (result) => {
    output.out(JSON.stringify(result, undefined, 2));
  });
}

async function runForPerson(request: RunRequest, output: Output, signal: AbortSignal): Promise<number> {
  const progress = await progressList(output.out, process.stdout.isTTY);
  const buffered: string[] = [];
  const later: Output = { out: output.out, err: (text) => buffered.push(text) };
  const exitCode = await attempt(request.options, progress.listener, later, signal, async (result) => {
    await progress.end();
    output.out(reportLines(result, request).join("\n"));
  });
  await progress.end();
  for (const text of buffered) output.err(text);
  return exitCode;
}

/** @returns the exit code; of a run that found no result after saying why */
async function attempt(
  options: LocalRunOptions,
  listener: RunListener,
  output: Output,
  signal: AbortSignal,
  onResult: (result: RunResult) => Promise<void> | void,
): Promise<number> {
  try {
    const { ok } = await runLocally(options, listener, signal, onResult);
    return ok ? 0 : 1;
  } catch (error) {
    if (error instanceof RunInterrupted) {
      output.err(error.message);
      return error.exitCode;
    }
    output.err(errorText(error));
    return 1;
  }
}
