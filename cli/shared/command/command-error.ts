import { EXIT, type ExitCode } from "./exit-code";

/** Ends a command; its message is all that is printed, so it says what was expected, what came and what to do. */
export class CommandError extends Error {
  override readonly name: string = "CommandError";
  readonly exitCode: ExitCode = EXIT.failed;
}

/** The user has to correct something first; nothing has been changed. */
export class ToCorrectError extends CommandError {
  override readonly name = "ToCorrectError";
  override readonly exitCode = EXIT.toCorrect;
}
