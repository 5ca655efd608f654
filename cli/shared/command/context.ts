import type { Progress } from "../progress/progress";

/** A terminal's two streams, line by line. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** What a command works with, beside its options. */
export interface CommandContext {
  readonly output: Output;
  readonly progress: Progress;
  /** Aborted by Ctrl-C, SIGTERM and when `--timeout` is over; its reason is the error to throw. */
  readonly signal: AbortSignal;
  /** Of this process; programs that are started inherit it. */
  readonly environment: Readonly<NodeJS.ProcessEnv>;
}
