import { CommandError } from "./command-error";

/**
 * @param at what the command is at, for the message
 * @returns a signal that is aborted by the other one, or when the time is over; its reason is the error to throw
 */
export function withTimeLimit(
  signal: AbortSignal,
  seconds: number,
  at: () => string,
): { readonly signal: AbortSignal; readonly end: () => void } {
  const limit = new AbortController();
  const timer = setTimeout(() => {
    limit.abort(
      new CommandError(
        `not done within ${seconds} s (--timeout); it was at: ${at()}. Give it longer, or see why that takes so long`,
      ),
    );
  }, seconds * 1000);
  return {
    signal: AbortSignal.any([signal, limit.signal]),
    end: () => {
      clearTimeout(timer);
    },
  };
}
