import type { Faker } from "@faker-js/faker";
import { arrayText } from "./copy-text";
import type { SampleRow } from "./copy-text";
import { uprn } from "./tables";
import type { SampleSize, SampleTable } from "./tables";

const quarterHour = 900_000;
const firstReading = Date.parse("2025-01-01T00:00:00Z");

/** Meters and their readings: the sample's large table. */
export function meterTables(faker: Faker, size: SampleSize): readonly SampleTable[] {
  return [
    { target: "metering.meter", rows: () => meterRows(faker, size) },
    { target: "metering.reading", rows: () => readingRows(faker, size, 0, size.readings) },
    { target: "metering.reading_import", rows: () => readingRows(faker, size, size.readings, 500) },
  ];
}

function* meterRows(faker: Faker, size: SampleSize): Generator<SampleRow> {
  for (let id = 1; id <= size.meters; id++)
    yield [
      id,
      uprn((id - 1) % size.properties),
      faker.string.alphanumeric({ length: 14, casing: "upper" }),
      faker.internet.mac(),
      id % 10 === 0 ? arrayText(["NaN", "-Infinity", null]) : arrayText([faker.number.float({ max: 2 }), 1]),
      id % 7 === 0 ? null : faker.date.past({ years: 8 }).toISOString(),
    ];
}

/** One reading of each meter per quarter of an hour. Plain arithmetic where faker would take most of the time. */
function* readingRows(faker: Faker, size: SampleSize, first: number, count: number): Generator<SampleRow> {
  for (let index = first; index < first + count; index++) {
    const random = faker.number.int(0xffff_ffff);
    const round = Math.floor(index / size.meters);
    yield [
      index + 1,
      (index % size.meters) + 1,
      new Date(firstReading + round * quarterHour + (random % 997)).toISOString(),
      ((random % 4_000_000) / 1000).toFixed(3),
      random % 1009 === 0 ? "NaN" : 230 + (random % 4096) / 409.6,
      random % 17 === 0 ? null : ((random >>> 8) % 400) / 10 - 5,
      random % 5,
      random % 31 === 0,
      random % 97 === 0 ? "estimated, see “note 4”" : random % 89 === 0 ? "" : null,
    ];
  }
}
