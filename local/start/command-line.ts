import { writeFileSync } from "node:fs";
import { renderReport } from "../report/render-report";
import { parseArguments, type RunRequest } from "./arguments";
import type { DatabaseEnvironment } from "../postgres/database-environment";
import { readInputs } from "./run-inputs";
import { errorText } from "./error-text";
import { RunInterrupted } from "./interruption";
import { personPath } from "./person-path";
import { progressLines } from "./progress-lines";
import { progressList } from "./progress-list";
import { reportLines } from "./report";
import { runLocally } from "./run-locally";
import type { RunInputs } from "./run-options";
import type { RunListener } from "./run-event";
import type { RunResult } from "./run-result";

/** A terminal's two streams. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** What a command is started with, beside its arguments. */
export interface CommandSurroundings {
  readonly output: Output;
  /** Aborted with a {@link RunInterrupted} when the run is to end. */
  readonly signal: AbortSignal;
  /** What the person has set for databases. */
  readonly database: DatabaseEnvironment;
}

/**
 * The whole command `npm start`.
 *
 * @returns the exit code: see `--help`
 */
export async function commandLine(argv: readonly string[], around: CommandSurroundings): Promise<number> {
  const { output, database } = around;
  const given = parseArguments(argv);
  if (given.kind === "help") {
    output.out(given.text);
    return 0;
  }
  const read = given.kind === "refused" ? given : readInputs(given, database);
  if (given.kind === "refused" || read.kind === "refused") {
    output.err(read.kind === "refused" ? read.message : "");
    return 2;
  }
  return given.json
    ? await runAsJson(given, read.inputs, around)
    : await runForPerson(given, read.inputs, around);
}

async function runAsJson(
  { report }: RunRequest,
  inputs: RunInputs,
  { output, signal }: CommandSurroundings,
): Promise<number> {
  const listener = progressLines((line) => {
    output.err(line);
  });
  return attempt(inputs, listener, output, signal, (result) => {
    writeReport(result, report);
    output.out(JSON.stringify(result, undefined, 2));
    if (result.account !== null)
      output.err(
        `The account stays up until Ctrl-C. For another terminal: source ${result.account.environmentFile}`,
      );
  });
}

async function runForPerson(
  request: RunRequest,
  inputs: RunInputs,
  { output, signal }: CommandSurroundings,
): Promise<number> {
  const progress = await progressList(output.out, process.stdout.isTTY);
  const buffered: string[] = [];
  const later: Output = { out: output.out, err: (text) => buffered.push(text) };
  const exitCode = await attempt(inputs, progress.listener, later, signal, async (result) => {
    await progress.end();
    writeReport(result, request.report);
    output.out(reportLines(result, request).join("\n"));
  });
  await progress.end();
  for (const text of buffered) output.err(text);
  return exitCode;
}

/** @throws Error when the file cannot be written: somebody asked for it */
function writeReport(result: RunResult, file: string | undefined): void {
  if (file !== undefined) writeFileSync(personPath(file), renderReport(result));
}

/** @returns the exit code; of a run that found no result after saying why */
async function attempt(
  inputs: RunInputs,
  listener: RunListener,
  output: Output,
  signal: AbortSignal,
  onResult: (result: RunResult) => Promise<void> | void,
): Promise<number> {
  try {
    const { ok } = await runLocally(inputs, listener, signal, onResult);
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
