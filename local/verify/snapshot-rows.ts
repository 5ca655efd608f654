import type { Client, CustomTypesConfig } from "pg";
import type { ExpectedTable } from "./expected-tables";
import { RowChecksum } from "./row-checksum";
import { canonicalFromPostgres } from "./value-kind";

/** Rows per round trip: few enough for rows of a megabyte. */
const fetchedRows = 2000;

/** Values as the server prints them. */
const asText: CustomTypesConfig = { getTypeParser: () => (text: string | Buffer) => String(text) };

/**
 * Reads a whole table through a cursor, in a transaction of `beginReading`.
 *
 * @returns the checksum over all of its rows
 */
export async function checksumSnapshot(client: Client, table: ExpectedTable): Promise<RowChecksum> {
  const names = table.columns.map(({ name }) => client.escapeIdentifier(name)).join(", ");
  const from = `${client.escapeIdentifier(table.schema)}.${client.escapeIdentifier(table.table)}`;
  // Rows of tables that inherit from this one are theirs; a partitioned table has no others than its partitions'.
  await client.query(
    `DECLARE verified NO SCROLL CURSOR FOR SELECT ${names} FROM ${table.partitioned ? "" : "ONLY "}${from}`,
  );
  const checksum = new RowChecksum();
  for (;;) {
    const { rows } = await client.query<(string | null)[]>({
      text: `FETCH ${fetchedRows} FROM verified`,
      rowMode: "array",
      types: asText,
    });
    for (const row of rows)
      checksum.add(table.columns.map(({ kind }, index) => canonicalFromPostgres(kind, row[index] ?? null)));
    if (rows.length < fetchedRows) break;
  }
  await client.query("CLOSE verified");
  return checksum;
}
