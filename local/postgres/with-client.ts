import { Client } from "pg";
import type { ConnectionSettings } from "./server";

/**
 * Connects, works and disconnects.
 *
 * @param name shown in pg_stat_activity
 * @throws whatever connecting or `work` throws
 */
export async function withClient<T>(
  settings: ConnectionSettings,
  name: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ ...settings, application_name: name });
  // A connection that breaks between two queries is reported here and again by the next query, which rejects;
  // without a listener it would end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
