import type { WorldClock } from "../../clock";

/** World time at which real time was so many epoch milliseconds: the emulator stamps in real time. */
export function worldTime(realMilliseconds: number, clock: WorldClock): Date {
  const { originMilliseconds: origin, factor } = clock;
  return new Date(Math.round(origin + (realMilliseconds - origin) * factor));
}
