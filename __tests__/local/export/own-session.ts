import { parseDatabaseUrl } from "../../../local/postgres/database-url";
import type { DatabaseConnection } from "../../../local/postgres/database-url";
import type { ConnectionSettings } from "../../../local/postgres/server";

/** An address for a server of a test, as a person would write it. */
export function connectionTo(
  settings: ConnectionSettings,
  role: { readonly user: string; readonly password: string } = settings,
): DatabaseConnection {
  const { host, port, database } = settings;
  const user = `${encodeURIComponent(role.user)}:${encodeURIComponent(role.password)}`;
  return parseDatabaseUrl(`postgres://${user}@${host}:${port}/${encodeURIComponent(database)}`, {});
}
