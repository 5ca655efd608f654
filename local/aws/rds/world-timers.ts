import type { WorldClock } from "../../clock";

/** Waits in world time, and work in the background, all of which end when the world ends. */
export class WorldTimers {
  private readonly closing = new AbortController();
  private readonly running = new Set<Promise<void>>();
  private readonly failures: unknown[] = [];

  constructor(private readonly clock: WorldClock) {}

  /** Aborted when the world closes. */
  get signal(): AbortSignal {
    return this.closing.signal;
  }

  /** Resolves after so many world seconds; rejects when the world closes or the signal is aborted before. */
  wait(worldSeconds: number, signal: AbortSignal = this.closing.signal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        reject(new WorldClosedError());
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", stop);
        resolve();
      }, this.clock.realMilliseconds(worldSeconds));
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop, { once: true });
    });
  }

  /** Never resolves; rejects when the world closes. */
  closed(): Promise<never> {
    return new Promise((_, reject) => {
      const stop = (): void => {
        reject(new WorldClosedError());
      };
      if (this.signal.aborted) stop();
      else this.signal.addEventListener("abort", stop, { once: true });
    });
  }

  /** Starts work that nobody waits for; what it throws comes out of {@link close}. */
  background(work: () => Promise<void>): void {
    const promise = work()
      .catch((error: unknown) => {
        if (!(error instanceof WorldClosedError)) this.failures.push(error);
      })
      .finally(() => this.running.delete(promise));
    this.running.add(promise);
  }

  /** @throws AggregateError of what background work threw */
  async close(): Promise<void> {
    this.closing.abort(new WorldClosedError());
    while (this.running.size > 0) await Promise.all(this.running);
    if (this.failures.length > 0)
      throw new AggregateError(this.failures, "Work in the background of the local RDS failed.");
  }
}

/** The wait or the work was ended because the local world closes, or because its task was cancelled. */
export class WorldClosedError extends Error {
  override readonly name = "WorldClosedError";
  constructor() {
    super("The local world is closing.");
  }
}
