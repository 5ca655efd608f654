import type { Client } from "pg";

/**
 * The settings that decide how PostgreSQL writes values as text: the form in which dates, times, intervals, arrays,
 * numerics and the like stand in the exported Parquet (RDS keeps them as strings as well; AWS does not say in which
 * form exactly).
 *
 * - dates and times: ISO 8601 with a space, years before 1 as `0044-03-15 BC`, `infinity` as the word;
 *   times with a zone are written in UTC (`2026-01-31 12:00:00.5+00`)
 * - intervals: PostgreSQL's own (`1 mon 2 days 03:04:05`)
 * - bytea: hexadecimal (`\x00ff`), decoded again for Parquet
 * - floating point: the shortest text that reads back as the same number
 */
export const textSettings: Readonly<Record<string, string>> = {
  client_encoding: "UTF8",
  DateStyle: "ISO, YMD",
  TimeZone: "UTC",
  IntervalStyle: "postgres",
  bytea_output: "hex",
  extra_float_digits: "1",
  xmlbinary: "base64",
  lc_monetary: "C",
  // Names in values of types such as regclass are written in full.
  search_path: "pg_catalog",
};

/**
 * Begins a transaction that sees the database as it is now, writes nothing, and prints values in the form of
 * {@link textSettings}. The settings end with it.
 */
export async function beginReading(client: Client): Promise<void> {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  for (const [name, value] of Object.entries(textSettings))
    await client.query("SELECT set_config($1, $2, true)", [name, value]);
}
