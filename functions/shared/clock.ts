/** Where the functions read the time: passed in, so that a test or a simulation can set it. */
export interface Clock {
  now(): Date;
}

/** The real time. */
export const systemClock: Clock = { now: () => new Date() };
