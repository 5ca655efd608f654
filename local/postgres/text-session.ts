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
  await setForTransaction(client, textSettings);
}

/**
 * Changes settings until the end of the transaction; those that this version of PostgreSQL does not have are left
 * out. Not for the whole session, which may be somebody else's next behind a connection pool.
 */
export async function setForTransaction(
  client: Client,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  await client.query(
    `SELECT set_config(wanted.name, wanted.value, true)
     FROM unnest($1::text[], $2::text[]) AS wanted (name, value)
     WHERE lower(wanted.name) IN (SELECT lower(name) FROM pg_catalog.pg_settings)`,
    [Object.keys(settings), Object.values(settings)],
  );
}
