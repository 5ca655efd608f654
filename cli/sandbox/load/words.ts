/** `1,234,567` */
export const whole = (value: number): string => Math.round(value).toLocaleString("en-GB");

/** Bytes as millions of them, with one decimal. */
export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

export interface Amount {
  readonly rows: number;
  readonly bytes: number;
  readonly seconds: number;
}

/** `200,000 rows, 18.4 MB in 4.1 s (48,780 rows/s, 4.5 MB/s)` */
export function rateWords({ rows, bytes, seconds }: Amount): string {
  const per = Math.max(seconds, 0.001);
  return (
    `${whole(rows)} rows, ${megabytes(bytes)} MB in ${seconds.toFixed(1)} s ` +
    `(${whole(rows / per)} rows/s, ${megabytes(bytes / per)} MB/s)`
  );
}

/** Names that are listed at most. */
const MOST_NAMES = 5;

/** `a, b and 3 more` */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES);
  const more = names.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
