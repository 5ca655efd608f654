import type { Client } from "pg";
import type { ConnectionSettings } from "./server";
import { connectClient } from "./snapshot-session";

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
  const client = await connectClient(settings, name);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
