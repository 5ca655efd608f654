import { RunInterrupted } from "./interruption";

/** Real milliseconds within which a second signal is the first one again: npm passes on what the terminal has sent. */
const ECHO_MILLISECONDS = 1000;

const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Turns Ctrl-C and SIGTERM into an abort; a second Ctrl-C ends the process at once.
 *
 * @returns a signal whose reason is a {@link RunInterrupted}
 */
export function interruptionSignal(): AbortSignal {
  const controller = new AbortController();
  let first: number | undefined;
  for (const [name, exitCode] of Object.entries(SIGNALS))
    process.on(name, () => {
      const now = performance.now();
      if (first === undefined) {
        first = now;
        controller.abort(new RunInterrupted(`Ended by ${name}.`, exitCode));
      } else if (now - first > ECHO_MILLISECONDS) process.exit(exitCode);
    });
  return controller.signal;
}
