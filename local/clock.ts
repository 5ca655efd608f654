/**
 * The local world's clock: `factor` world seconds pass in one real second, from a common origin, so that waits of
 * minutes are watched in seconds. Work (copying, exporting) takes its real time; only waits are scaled.
 */
export interface WorldClock {
  /** World seconds per real second, 1 or more. */
  readonly factor: number;
  /** Real time, in epoch milliseconds, at which world time and real time were equal. */
  readonly originMilliseconds: number;
  /** The world's time now. */
  now(): Date;
  /** Real milliseconds that a wait of so many world seconds takes. */
  realMilliseconds(worldSeconds: number): number;
}

/** @param factor world seconds per real second @throws RangeError when it is below 1 or not finite */
export function worldClock(factor: number, originMilliseconds: number = Date.now()): WorldClock {
  if (!Number.isFinite(factor) || factor < 1)
    throw new RangeError(`clock factor: expected a number of 1 or more, got ${factor}`);
  return {
    factor,
    originMilliseconds,
    now: () => new Date(originMilliseconds + (Date.now() - originMilliseconds) * factor),
    realMilliseconds: (worldSeconds) => (worldSeconds * 1000) / factor,
  };
}
