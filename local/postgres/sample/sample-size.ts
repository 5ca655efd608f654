import type { SampleSize } from "./tables";

/** The sizes that a sample has unless others are asked for. */
export const defaultSampleSize: SampleSize = {
  properties: 1500,
  people: 2000,
  tenancies: 1800,
  requests: 2500,
  orders: 2000,
  meters: 400,
  readings: 200_000,
};

/** @param rows rows of the largest table; the others shrink with it, but do not grow */
export function sampleSizeFor(rows: number): SampleSize {
  const full = defaultSampleSize.readings;
  const scaled = (size: number): number => Math.max(20, Math.ceil((size * Math.min(rows, full)) / full));
  return {
    properties: scaled(defaultSampleSize.properties),
    people: scaled(defaultSampleSize.people),
    tenancies: scaled(defaultSampleSize.tenancies),
    requests: scaled(defaultSampleSize.requests),
    orders: scaled(defaultSampleSize.orders),
    meters: scaled(defaultSampleSize.meters),
    readings: rows,
  };
}
