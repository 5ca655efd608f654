import type { Invocation } from "../shared/batch";

/** Nothing new is begun when less than this remains of the invocation, in milliseconds. */
export const STOP_MILLISECONDS = 90_000;
/** What is still in flight is let go when less than this remains: enough to keep the place and send the message back. */
const ABANDON_MILLISECONDS = 20_000;

/** The time that is left of an invocation, for work that can be cut. */
export interface InvocationTime {
  /** @throws TimeShortError when it is time to stop */
  check(): void;
  /** Aborted when what is in flight must be let go. */
  readonly signal: AbortSignal;
}

/** The rest of the work is the next invocation's. */
export class TimeShortError extends Error {
  override readonly name = "TimeShortError";
}

/** Runs some work with the time that is left; the timer does not outlive it. */
export async function withInvocationTime<Result>(
  invocation: Invocation,
  work: (time: InvocationTime) => Promise<Result>,
): Promise<Result> {
  const abandon = new AbortController();
  const remaining = (): number => invocation.getRemainingTimeInMillis();
  const check = (): void => {
    if (remaining() < STOP_MILLISECONDS) throw new TimeShortError("The invocation's time runs short");
  };
  const timer = setTimeout(
    () => {
      abandon.abort();
    },
    Math.max(0, remaining() - ABANDON_MILLISECONDS),
  );
  try {
    return await work({ check, signal: abandon.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** Whether work was cut for want of time, rather than failed. */
export function isTimeShort(error: unknown): boolean {
  return error instanceof TimeShortError || (error instanceof Error && error.name === "AbortError");
}
