import { createHash } from "node:crypto";
import type { Faker } from "@faker-js/faker";
import { arrayText } from "./copy-text";
import type { SampleRow } from "./copy-text";
import { uprn } from "./tables";
import type { SampleKeys, SampleSize, SampleTable } from "./tables";
import { awkwardTexts } from "./writing";

const trades = [
  ["PLUMB", "Plumbing", ["leaks", "boilers"]],
  ["ELEC", "Electrics", ["lighting", "door entry"]],
  ["GLAZ", "Glazing", []],
  ["LIFT", 'Lifts, "all makes"', ["hydraulic", "traction"]],
  ["ROOF", "Roofing & gutters", ["slate"]],
] as const;
const contractors = 25;
const trade = (index: number): string => trades[index % trades.length]?.[0] ?? "PLUMB";

/** What breaks and who mends it. No rows are made for repairs.warranty_claim: the sample's empty table. */
export function repairTables(faker: Faker, size: SampleSize, keys: SampleKeys): readonly SampleTable[] {
  return [
    { target: "repairs.trade", rows: () => tradeRows(faker) },
    {
      target: "repairs.contractor (name, trade_code, network, portal, insured_until, rounds, depot)",
      rows: () => contractorRows(faker),
    },
    {
      target:
        "repairs.request (uprn, reported_by, trade_code, urgency, description, reported_at, target, details, resolved, cost)",
      rows: () => requestRows(faker, size, keys),
    },
    {
      target: 'repairs."Order" ("Id", "id", "select", "contractorId", "user", "Größe", "order", "desc")',
      rows: () => orderRows(faker, size),
    },
    { target: "repairs.appointment", rows: () => appointmentRows(faker, size) },
    { target: "repairs.attachment", rows: () => attachmentRows(faker, size) },
  ];
}

function* tradeRows(faker: Faker): Generator<SampleRow> {
  for (const [code, title, skills] of trades)
    yield [code, title, `$${faker.finance.amount({ min: 28, max: 75 })}`, arrayText(skills)];
}

function* contractorRows(faker: Faker): Generator<SampleRow> {
  for (let index = 0; index < contractors; index++)
    yield [
      faker.company.name(),
      trade(index),
      `10.${index}.0.0/16`,
      index % 2 === 0 ? `${faker.internet.ipv6()}/64` : faker.internet.ipv4(),
      index % 6 === 0 ? "infinity" : faker.date.future({ years: 3 }).toISOString().slice(0, 10),
      '{"[8,12)","[13,17)"}',
      `(${index},${index}),(${-index},0.5)`,
    ];
}

function* requestRows(faker: Faker, size: SampleSize, keys: SampleKeys): Generator<SampleRow> {
  for (let index = 0; index < size.requests; index++)
    yield [
      uprn(index % size.properties),
      index % 10 === 0 ? null : faker.helpers.arrayElement(keys.people),
      trade(index),
      faker.helpers.arrayElement(["emergency", "urgent", "routine"]),
      index % 20 === 0 ? (awkwardTexts[(index / 20) % awkwardTexts.length] ?? "") : faker.lorem.sentence(),
      faker.date.between({ from: "2024-01-01", to: "2026-01-01" }).toISOString(),
      faker.helpers.arrayElement(["04:00:00", "5 days", "1 mon", null]),
      // json keeps its text as it was written, spaces and doubled keys included.
      index % 3 === 0 ? `{"room":  "${faker.word.noun()}", "n": ${index}, "n": 0}` : null,
      faker.datatype.boolean(),
      index % 4 === 0 ? "NaN" : faker.finance.amount({ min: 0, max: 900 }),
    ];
}

function* orderRows(faker: Faker, size: SampleSize): Generator<SampleRow> {
  for (let id = 1; id <= size.orders; id++)
    yield [
      id,
      `WO-${faker.string.alphanumeric(8)}`,
      ((id - 1) % size.requests) + 1,
      id % 9 === 0 ? null : ((id - 1) % contractors) + 1,
      faker.internet.username(),
      faker.number.float({ min: 0, max: 40, fractionDigits: 2 }),
      arrayText(faker.helpers.multiple(() => faker.number.int(500), { count: { min: 0, max: 4 } })),
      id % 2 === 0 ? faker.lorem.paragraph() : null,
    ];
}

function* appointmentRows(faker: Faker, size: SampleSize): Generator<SampleRow> {
  for (let id = 1; id <= size.orders; id++) {
    const from = faker.date.between({ from: "2024-01-01", to: "2026-01-01" });
    const to = new Date(from.getTime() + 7_200_000);
    yield [
      id,
      id,
      `["${from.toISOString()}","${to.toISOString()}")`,
      id % 5 === 0 ? null : from.toISOString().slice(11, 23),
      `${String(id % 24).padStart(2, "0")}:15:00.25+01:00`,
      faker.number.int({ min: 0, max: 240 }),
      faker.helpers.arrayElement(["done", "no access", "", null]),
    ];
  }
}

function* attachmentRows(faker: Faker, size: SampleSize): Generator<SampleRow> {
  const attachments = Math.ceil(size.requests / 10);
  for (let index = 0; index < attachments; index++) {
    const id = faker.string.uuid();
    yield [
      id,
      (index % size.requests) + 1,
      faker.system.commonFileName("jpg"),
      `\\x${imageBytes(id, index === 0 ? 1_000_000 : faker.number.int(3000)).toString("hex")}`,
      index % 4 === 0 ? null : faker.date.recent({ days: 300 }).toISOString().slice(0, 23),
    ];
  }
}

/** Bytes that look like a compressed picture: every value occurs and they do not compress. */
function imageBytes(name: string, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let block = 0; block * 32 < length; block++)
    blocks.push(createHash("sha256").update(`${name}/${block}`).digest());
  return Buffer.concat(blocks).subarray(0, length);
}
