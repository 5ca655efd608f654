import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { faker as britishFaker } from "@faker-js/faker/locale/en_GB";
import type { Faker } from "@faker-js/faker";
import type { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { copyLine } from "./sample/copy-text";
import { constraintsSql, schemaSql } from "./sample/schema";
import { defaultSampleSize } from "./sample/sample-size";
import { sampleTables } from "./sample/tables";
import type { SampleSize, SampleTable } from "./sample/tables";
import type { ConnectionSettings } from "./server";
import { withClient } from "./with-client";

export interface SampleOptions {
  /** The same seed makes the same rows. @default {@link defaultSeed} */
  readonly seed?: number;
  /** Sizes that differ from the default: 200,000 readings and a few thousand rows around them. */
  readonly size?: Partial<SampleSize>;
  /** Called after each table. */
  readonly onTable?: (target: string, rows: number) => void;
  /** Called while a table is written, with what has been handed over of it so far. */
  readonly onRows?: (target: string, rows: number, bytes: number) => void;
}

export interface LoadedSample {
  /** Rows by table, in the order of loading; tables without rows are not in it. */
  readonly rows: ReadonlyMap<string, number>;
  readonly totalRows: number;
}

/** The seed of rows when no other is asked for. */
export const defaultSeed = 2026;

/**
 * Fills an empty database with the sample: an invented council's data in five schemas.
 *
 * @throws DatabaseError of pg when the database is not empty, or cannot be reached
 */
export async function loadSampleDatabase(
  connection: ConnectionSettings,
  options: SampleOptions = {},
): Promise<LoadedSample> {
  return withClient(connection, "sample database", (client) => fillWithSample(client, options));
}

/**
 * The same on a connection of the caller's, such as within a transaction: a failure leaves to them what was written.
 *
 * @throws DatabaseError of pg
 */
export async function fillWithSample(client: Client, options: SampleOptions = {}): Promise<LoadedSample> {
  const faker = seededFaker(options.seed ?? defaultSeed);
  const tables = sampleTables(faker, { ...defaultSampleSize, ...options.size });
  await client.query("SET TimeZone = 'UTC'");
  await client.query("SET lc_monetary = 'C'");
  await client.query(schemaSql);
  const rows = new Map<string, number>();
  for (const table of tables) {
    const name = table.target.split(" (")[0] ?? table.target;
    rows.set(name, await copyRows(client, table, name, options.onRows));
    options.onTable?.(name, rows.get(name) ?? 0);
  }
  await client.query(constraintsSql);
  return { rows, totalRows: [...rows.values()].reduce((sum, count) => sum + count, 0) };
}

/**
 * A generator of our own: the package's shared one would be in step with whoever else uses it. Its class is taken
 * from there because the package's root loads the names and streets of seventy countries.
 */
function seededFaker(seed: number): Faker {
  const FakerClass = britishFaker.constructor as typeof Faker;
  const faker = new FakerClass({ locale: britishFaker.rawDefinitions, seed });
  // "Recent" and "past" are relative to this day, not to today.
  faker.setDefaultRefDate("2026-01-15T12:00:00Z");
  return faker;
}

async function copyRows(
  client: Client,
  table: SampleTable,
  name: string,
  onRows: SampleOptions["onRows"],
): Promise<number> {
  const copy = client.query(copyFrom(`COPY ${table.target} FROM STDIN`));
  await pipeline(
    Readable.from(
      chunks(table, (rows, bytes) => onRows?.(name, rows, bytes)),
      { objectMode: true, highWaterMark: 1 },
    ),
    copy,
  );
  return copy.rowCount;
}

const chunkCharacters = 65_536;

/** @param onChunk is told of the rows and bytes of a table so far */
function* chunks(table: SampleTable, onChunk: (rows: number, bytes: number) => void): Generator<Buffer> {
  let text = "";
  let rows = 0;
  let bytes = 0;
  const chunk = (): Buffer => {
    const buffer = Buffer.from(text);
    text = "";
    bytes += buffer.length;
    onChunk(rows, bytes);
    return buffer;
  };
  for (const row of table.rows()) {
    text += copyLine(row);
    rows++;
    if (text.length >= chunkCharacters) yield chunk();
  }
  if (text !== "") yield chunk();
}
