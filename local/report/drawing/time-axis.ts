const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Distances between ticks that a person can count in, in milliseconds. */
const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 28].map((days) => days * DAY),
];

const MOST_TICKS = 9;

export interface Tick {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly label: string;
}

/** Ticks at round times (UTC) between two times, both in milliseconds since 1970; nine at most. */
export function ticks(from: number, to: number): Tick[] {
  const step =
    STEPS.find((each) => (to - from) / each < MOST_TICKS) ?? Math.ceil((to - from) / MOST_TICKS / DAY) * DAY;
  const first = Math.ceil(from / step) * step;
  const number = Math.max(0, Math.floor((to - first) / step) + 1);
  return Array.from({ length: number }, (_, index) => {
    const at = first + index * step;
    return { at, label: label(at, step) };
  });
}

function label(at: number, step: number): string {
  const iso = new Date(at).toISOString();
  if (step >= DAY) return iso.slice(5, 10);
  if (step >= HOUR) return `${iso.slice(8, 10)}. ${iso.slice(11, 16)}`;
  return iso.slice(11, step >= MINUTE ? 16 : 19);
}
