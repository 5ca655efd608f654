import type { Faker } from "@faker-js/faker";
import { arrayText } from "./copy-text";
import type { SampleRow } from "./copy-text";
import { uprn } from "./tables";
import type { SampleKeys, SampleSize, SampleTable } from "./tables";
import { awkwardTexts, namesInOwnScript } from "./writing";

const wards = 12;
const wardCode = (index: number): string => `E05${String(9000 + index).padStart(6, "0")}`;
const day = (date: Date): string => date.toISOString().slice(0, 10);

/** Wards, homes, people, tenancies and rents. */
export function homeTables(faker: Faker, size: SampleSize, keys: SampleKeys): readonly SampleTable[] {
  return [
    { target: "registry.ward", rows: () => wardRows(faker) },
    { target: "registry.property", rows: () => propertyRows(faker, size) },
    {
      target:
        "registry.person (id, full_name, name_in_own_script, language, born_on, phones, contact, preferences, notes)",
      rows: () => personRows(faker, keys),
    },
    { target: "registry.tenancy", rows: () => tenancyRows(faker, size) },
    { target: "registry.tenancy_member", rows: () => memberRows(faker, size, keys) },
    { target: "finance.payment", rows: () => paymentRows(faker, size) },
  ];
}

function* wardRows(faker: Faker): Generator<SampleRow> {
  for (let index = 0; index < wards; index++) {
    const [x, y] = [
      faker.location.longitude({ min: -1, max: 1 }),
      faker.location.latitude({ min: 51, max: 53 }),
    ];
    yield [
      wardCode(index),
      `${faker.location.county()} ${faker.helpers.arrayElement(["North", "South", "Central"])}`,
      index === 5 ? null : faker.number.int({ min: 4000, max: 16_000 }),
      faker.number.float({ min: 40, max: 900, fractionDigits: 3 }),
      `(${x},${y})`,
      `((${x},${y}),(${x + 0.01},${y}),(${x},${y + 0.01}))`,
      faker.number.int({ min: 2, max: 3 }),
      faker.helpers.arrayElement(["19:00+00", "18:30:00.5+01", "24:00:00+00", "00:00-15:59"]),
    ];
  }
}

function* propertyRows(faker: Faker, size: SampleSize): Generator<SampleRow> {
  for (let index = 0; index < size.properties; index++) {
    const built = faker.date.between({ from: "1870-01-01", to: "2020-01-01" });
    yield [
      uprn(index),
      wardCode(index % wards),
      index % 5 === 4 ? uprn(index - 4) : null,
      arrayText([
        `Flat ${(index % 40) + 1}`,
        faker.location.streetAddress(),
        index % 9 === 0 ? null : faker.location.city(),
      ]),
      `${faker.helpers.fromRegExp(/[A-Z]{2}[1-9]/)} ${faker.helpers.fromRegExp(/[1-9][A-Z]{2}/)}`,
      index % 11 === 0 ? null : day(built),
      faker.number.float({ min: 18, max: 160, fractionDigits: 2 }),
      faker.number.int({ min: 1, max: 7 }),
      faker.helpers.arrayElement([true, false, null]),
      faker.helpers.arrayElement(["[2020-01-01,2025-01-01)", "[2023-06-01,)", "empty", null]),
      faker.helpers.fromRegExp(/[01]{8}/),
      faker.helpers.arrayElement(["A", "B", "C", "D", null]),
    ];
  }
}

function* personRows(faker: Faker, keys: SampleKeys): Generator<SampleRow> {
  for (const [index, id] of keys.people.entries()) {
    const phones = faker.helpers.multiple(() => faker.phone.number(), { count: { min: 0, max: 3 } });
    yield [
      id,
      faker.person.fullName(),
      index % 3 === 0 ? (namesInOwnScript[index % namesInOwnScript.length] ?? null) : null,
      faker.helpers.arrayElement(["en", "tr", "yi", "bn", "fr", "vi", null]),
      index % 13 === 0 ? null : day(faker.date.birthdate()),
      arrayText(phones),
      index % 4 === 0 ? null : `(email,"${faker.internet.email()}")`,
      JSON.stringify({
        letters: faker.datatype.boolean(),
        size: faker.helpers.arrayElement([12, 14.5, null]),
      }),
      index % 7 === 0 ? (awkwardTexts[(index / 7) % awkwardTexts.length] ?? null) : null,
    ];
  }
}

function* tenancyRows(faker: Faker, size: SampleSize): Generator<SampleRow> {
  for (let id = 1; id <= size.tenancies; id++) {
    const started = faker.date.between({ from: "1990-01-01", to: "2025-06-01" });
    const ended = id % 6 === 0 ? faker.date.between({ from: started, to: "2025-12-31" }) : null;
    yield [
      id,
      `TEN/${String(id).padStart(6, "0")}`,
      uprn(id % size.properties),
      faker.helpers.arrayElement(["secure", "introductory", "leasehold", "none of these"]),
      day(started),
      ended === null ? null : day(ended),
      `$${faker.finance.amount({ min: 80, max: 320 })}`,
      id % 5 === 0 ? null : faker.finance.amount({ min: 0, max: 2000 }),
      id % 8 === 0
        ? `<terms review="${id}"><clause>No &amp; never: ${faker.word.noun()}</clause></terms>`
        : null,
    ];
  }
}

function* memberRows(faker: Faker, size: SampleSize, keys: SampleKeys): Generator<SampleRow> {
  for (let id = 1; id <= size.tenancies; id++) {
    const members = faker.helpers.arrayElements(keys.people, { min: 1, max: 3 });
    for (const [index, person] of members.entries()) yield [id, person, index === 0 ? "tenant" : "occupant"];
  }
}

function* paymentRows(faker: Faker, size: SampleSize): Generator<SampleRow> {
  for (let id = 1; id <= size.tenancies * 8; id++)
    yield [
      id,
      ((id - 1) % size.tenancies) + 1,
      day(faker.date.between({ from: "2023-10-01", to: "2026-02-01" })),
      `${id % 50 === 0 ? "-" : ""}$${faker.finance.amount({ min: 1, max: 1500 })}`,
      faker.helpers.arrayElement(["card", "standing order", "cash", "", null]),
    ];
}
