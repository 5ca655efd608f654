import { EXIT, type ExitCode } from "./exit-code";

/** Runs a check to its exit code; an error that it throws is one line and the code for a refusal. */
export function runCheck(check: () => Promise<ExitCode>): void {
  Promise.resolve()
    .then(check)
    .then(
      (code) => {
        process.exitCode = code;
      },
      (error: unknown) => {
        console.error(error instanceof Error ? error.message : String(error));
        process.exitCode = EXIT.refused;
      },
    );
}
