import type { Client } from "pg";
import * as z from "zod";
import { OwnDatabaseError } from "./connect-database";
import type { NamedRelation } from "./table-selection";

/** What a run has to know of somebody's database. */
export interface DatabaseFacts {
  readonly database: string;
  /** Such as `16.4`. */
  readonly version: string;
  /** A hot standby: it may cancel long reading ("conflict with recovery"). */
  readonly standby: boolean;
  /** Bytes of the whole database; zero where the role may not ask. */
  readonly bytes: number;
  readonly schemas: readonly string[];
  /** The largest one first, as far as VACUUM and ANALYZE know. */
  readonly relations: readonly NamedRelation[];
}

/** The oldest version that is read: 12, as `server_version_num` has it. */
const oldestVersion = 120_000;

const serverSchema = z.object({
  banner: z.string(),
  version: z.string(),
  number: z.coerce.number(),
  standby: z.boolean(),
  database: z.string(),
  encoding: z.string(),
  exported: z.string(),
});

const serverSql = `
SELECT version() AS banner, current_setting('server_version') AS version,
  current_setting('server_version_num') AS number, pg_is_in_recovery() AS standby, current_database() AS database,
  current_setting('server_encoding') AS encoding, pg_export_snapshot() AS exported`;

const contentsSchema = z.object({
  bytes: z.number(),
  schemas: z.array(z.string()),
  relations: z.array(z.object({ schema: z.string(), table: z.string(), is_not: z.string().nullable() })),
});

const contentsSql = `
SELECT
  CASE WHEN has_database_privilege(current_database(), 'CONNECT')
    THEN pg_database_size(current_database())::float8 ELSE 0 END AS bytes,
  (SELECT coalesce(json_agg(nspname ORDER BY nspname), '[]') FROM pg_namespace
    WHERE nspname <> 'information_schema' AND nspname !~ '^pg_') AS schemas,
  (SELECT coalesce(json_agg(json_build_object('schema', n.nspname, 'table', c.relname, 'is_not', CASE
      WHEN c.relkind = 'v' THEN 'a view' WHEN c.relkind = 'm' THEN 'a materialised view'
      WHEN c.relkind = 'f' THEN 'a foreign table' WHEN c.relpersistence = 'u' THEN 'an unlogged table'
      WHEN c.relispartition THEN 'a partition' END)
      ORDER BY c.relpages DESC, n.nspname, c.relname), '[]')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't'
      AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_') AS relations`;

/**
 * Looks at a database in a transaction that only reads, and tries whether it can give a view of the rows to other
 * sessions, which a run needs.
 *
 * @throws OwnDatabaseError when it cannot be read by a run
 */
export async function inspectDatabase(client: Client): Promise<DatabaseFacts> {
  const server = await askServer(client);
  if (!server.banner.startsWith("PostgreSQL") || /redshift|-yb-|cockroach|greenplum/i.test(server.banner))
    throw new OwnDatabaseError(`expected PostgreSQL 12 or newer, got ${server.banner}`);
  if (server.number < oldestVersion)
    throw new OwnDatabaseError(`expected PostgreSQL 12 or newer, got ${server.version}`);
  refuseAsSegment(server.database);
  const contents = contentsSchema.parse((await client.query(contentsSql)).rows[0]);
  return {
    database: server.database,
    version: server.version.split(" ")[0] ?? server.version,
    standby: server.standby,
    bytes: contents.bytes,
    schemas: contents.schemas,
    relations: contents.relations.map(({ is_not: isNot, ...name }) => ({
      ...name,
      ...(isNot === null ? {} : { isNot }),
    })),
  };
}

async function askServer(client: Client): Promise<z.infer<typeof serverSchema>> {
  const banner = await ask(client, "SELECT version() AS banner", z.object({ banner: z.string() }));
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const server = await ask(client, serverSql, serverSchema);
    await client.query("COMMIT");
    return server;
  } catch (error) {
    throw new OwnDatabaseError(
      `${banner.banner}: this server cannot give one session's view of the rows to another ` +
        `(pg_export_snapshot), which a consistent export needs: ${String(error)}`,
      { cause: error },
    );
  }
}

async function ask<T>(client: Client, sql: string, schema: z.ZodType<T>): Promise<T> {
  return schema.parse((await client.query(sql)).rows[0]);
}

/** The name stands as it is in the paths of buckets. */
function refuseAsSegment(database: string): void {
  if (!database.includes("/") && database !== "." && database !== "..") return;
  throw new OwnDatabaseError(
    `the database's name ${JSON.stringify(database)} cannot be a folder in the bucket: an export's paths are ` +
      "<export>/<database>/<schema.table>/…",
  );
}
