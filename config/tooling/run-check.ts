import { EXIT, type ExitCode } from "./exit-code";

/**
 * Runs a check to its exit code; an error that it throws is one line and the code for a refusal. A signal ends it as an
 * exit does, with what it started: Terraform, its provider and a local AWS API would otherwise go on by themselves.
 */
export function runCheck(check: () => Promise<ExitCode>): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      process.exit(EXIT.refused);
    });
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
