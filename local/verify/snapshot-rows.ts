import { Query } from "pg";
import type { Client, CustomTypesConfig, QueryArrayConfig } from "pg";
import type { ExpectedTable } from "./expected-tables";
import { RowChecksum } from "./row-checksum";
import { canonicalFromPostgres } from "./value-kind";

/** Values as the server prints them. */
const asText: CustomTypesConfig = { getTypeParser: () => (text: string | Buffer) => String(text) };

/**
 * Reads a whole table, in a snapshot's transaction. Each row counts as it arrives and is forgotten, however wide.
 *
 * @returns the checksum over all of its rows
 */
export async function checksumSnapshot(client: Client, table: ExpectedTable): Promise<RowChecksum> {
  const checksum = new RowChecksum();
  const names = table.columns.map(({ name }) => client.escapeIdentifier(name)).join(", ");
  for (const { schema, table: heap } of table.heaps) {
    // Rows of tables that inherit from this one are theirs.
    const from = `ONLY ${client.escapeIdentifier(schema)}.${client.escapeIdentifier(heap)}`;
    await eachRow(client, `SELECT ${names} FROM ${from}`, (row) => {
      checksum.add(table.columns.map(({ kind }, index) => canonicalFromPostgres(kind, row[index] ?? null)));
    });
  }
  return checksum;
}

function eachRow(
  client: Client,
  text: string,
  onRow: (row: readonly (string | null)[]) => void,
): Promise<void> {
  const config: QueryArrayConfig = { text, rowMode: "array", types: asText };
  const query = client.query(new Query<(string | null)[]>(config));
  return new Promise((resolve, reject) => {
    query.on("row", onRow);
    query.on("end", () => {
      resolve();
    });
    query.on("error", reject);
  });
}
