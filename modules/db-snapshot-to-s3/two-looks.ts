import { isMoreThan, times, type Truth } from "../shared/truth";

const HOURS_PER_DAY = 24;

/**
 * What is expected of the days that the looks go back.
 * @param interval what the reader calls the hours between two looks
 */
export function windowForTwoLooks(interval: string): string {
  return `more than twice ${interval}, in days of ${HOURS_PER_DAY} hours, so that two looks find each snapshot and one of them may be lost`;
}

/**
 * Looks leave out what is less than an hour old: with one look in a window, a snapshot is too young for one look and
 * too old for the next.
 * @param intervalInHours 0 for no looks, which any window is long enough for
 * @returns whether two looks at least find each snapshot
 */
export function fitsTwoLooks(windowInDays: number, intervalInHours: number): Truth {
  return isMoreThan(times(windowInDays, HOURS_PER_DAY), times(intervalInHours, 2));
}
