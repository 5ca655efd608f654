/** A run was ended from outside, or took too long. */
export class RunInterrupted extends Error {
  override readonly name = "RunInterrupted";
  constructor(
    message: string,
    /** What the process exits with. */
    readonly exitCode: number,
  ) {
    super(message);
  }
}

/**
 * Waits for a promise, but not beyond the signal.
 *
 * @throws the signal's reason once it is aborted
 */
export async function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
    };
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
