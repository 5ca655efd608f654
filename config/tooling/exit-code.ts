/** Exit codes of the checks, so that a pipeline can tell a refusal from a check that could not run. */
export const EXIT = {
  ok: 0,
  /** What was checked is wrong, or the check did not end within its time. */
  refused: 1,
  /** A program that the check needs is not installed. */
  toolMissing: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
