/** Exit codes of the sandbox's commands. SIGINT and SIGTERM end them with 130 and 143. */
export const EXIT = {
  ok: 0,
  /** What was to be done failed, or its outcome is not as it should be. */
  failed: 1,
  /** Something that the user has to correct first: arguments, outputs, credentials, a program that is not installed. */
  toCorrect: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
