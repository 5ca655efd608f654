import { parseArguments } from "./arguments";
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
      return given.json
        ? await runAsJson(given.options, output, signal)
        : await runForPerson(given.options, output, signal);
  }
}

async function runAsJson(options: LocalRunOptions, output: Output, signal: AbortSignal): Promise<number> {
  const listener = progressLines((line) => {
    output.err(line);
  });
  const result = await attempt(options, listener, output, signal);
  if (typeof result === "number") return result;
  output.out(JSON.stringify(result, undefined, 2));
  return result.ok ? 0 : 1;
}

async function runForPerson(options: LocalRunOptions, output: Output, signal: AbortSignal): Promise<number> {
  const progress = await progressList(output.out, process.stdout.isTTY);
  const buffered: string[] = [];
  const later: Output = { out: output.out, err: (text) => buffered.push(text) };
  const result = await attempt(options, progress.listener, later, signal);
  await progress.end();
  for (const text of buffered) output.err(text);
  if (typeof result === "number") return result;
  output.out(reportLines(result).join("\n"));
  return result.ok ? 0 : 1;
}

/** @returns the result, or the exit code of a run that found none, after saying why */
async function attempt(
  options: LocalRunOptions,
  listener: RunListener,
  output: Output,
  signal: AbortSignal,
): Promise<RunResult | number> {
  try {
    return await runLocally(options, listener, signal);
  } catch (error) {
    if (error instanceof RunInterrupted) {
      output.err(error.message);
      return error.exitCode;
    }
    output.err(errorText(error));
    return 1;
  }
}
