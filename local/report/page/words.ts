/** `1,234`. */
export function count(value: number): string {
  return value.toLocaleString("en-GB");
}

/** `1 table`, `16 tables`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `12:04:05` of an ISO 8601 time in UTC; what is none is shown as it is. */
export function clockTime(iso: string): string {
  return /T(\d{2}:\d{2}:\d{2})/.exec(iso)?.[1] ?? iso;
}

/** `4.5 MB`, in powers of a thousand as AWS bills them. */
export function bytes(value: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"] as const;
  const power = value < 1000 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), units.length - 1);
  const scaled = value / 1000 ** power;
  return `${power === 0 ? count(value) : scaled.toFixed(1)} ${units[power] ?? "bytes"}`;
}

/** `45 s`, `3 min 5 s`, `2 h 4 min`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return pair(Math.floor(whole / 60), "min", whole % 60, "s");
  return pair(Math.floor(whole / 3600), "h", Math.floor((whole % 3600) / 60), "min");
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** A role's or user's name without what every ARN of a run has in common; `account 111122223333` for its root. */
export function shortPrincipal(principal: string): string {
  return principal.replace(/^arn:aws:iam::(\d{12}):root$/, "account $1").replace(/^arn:aws:iam::\d{12}:/, "");
}

/** Groups in the order of their first members. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): [string, Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups];
}
