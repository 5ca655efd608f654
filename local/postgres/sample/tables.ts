import type { Faker } from "@faker-js/faker";
import { edgeRows } from "./edge-rows";
import { homeTables } from "./home-tables";
import { meterTables } from "./meter-tables";
import { repairTables } from "./repair-tables";
import type { SampleRow } from "./copy-text";

/** How many rows the tables get that others refer to. */
export interface SampleSize {
  readonly properties: number;
  readonly people: number;
  readonly tenancies: number;
  readonly requests: number;
  readonly orders: number;
  readonly meters: number;
  /** Rows of metering.reading, by far the largest table. */
  readonly readings: number;
}

/** A table's rows, made one after the other: a large table never stands in memory. */
export interface SampleTable {
  /** Schema, name and columns as COPY takes them, quoted where needed. */
  readonly target: string;
  rows(): Iterable<SampleRow>;
}

/** Keys that rows refer to; the same for the same seed. */
export interface SampleKeys {
  readonly people: readonly string[];
}

/** @returns the tables in the order in which their rows are made; the order belongs to what a seed means */
export function sampleTables(faker: Faker, size: SampleSize): readonly SampleTable[] {
  const keys: SampleKeys = { people: Array.from({ length: size.people }, () => faker.string.uuid()) };
  return [
    ...homeTables(faker, size, keys),
    ...repairTables(faker, size, keys),
    ...meterTables(faker, size),
    { target: "archive.entry", rows: edgeRows },
  ];
}

/** Unique property reference numbers as the sample gives them. */
export const uprn = (index: number): number => 100_021_000_000 + index * 7;
