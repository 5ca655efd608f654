import { HOURS_OF_A_MONTH } from "../prices/list-prices";

/** Hourly prices are fractions of a cent: four digits. */
export const dollarsAnHour = (dollars: number): string => `$${dollars.toFixed(4)}`;

/** Of a month that it is left on for. */
export const dollarsAMonth = (dollarsPerHour: number): string =>
  `$${(dollarsPerHour * HOURS_OF_A_MONTH).toFixed(2)}`;

/** Bytes in decimal units, as AWS bills and shows them. */
export function bytesWords(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const amount = bytes / 1000 ** power;
  return `${power === 0 ? amount : amount.toFixed(1)} ${units[power] ?? ""}`;
}

/** @returns such as `3 hours`; whole units, rounded down */
export function ageWords(from: Date, to: Date): string {
  const minutes = Math.max(0, Math.floor((to.getTime() - from.getTime()) / 60_000));
  const [amount, unit] =
    minutes < 60
      ? [minutes, "minute"]
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), "hour"]
        : [Math.floor(minutes / (24 * 60)), "day"];
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}
