import type { Client } from "pg";
import * as z from "zod";
import { OWN_SCHEMAS } from "./contents";

const schemasSchema = z.array(z.object({ name: z.string() }));
const objectsSchema = z.array(z.object({ type: z.string(), identity: z.string() }));

// The schema public stays: it and the rights on it are not of whoever loads.
const schemasSql = `SELECT n.nspname AS name FROM pg_namespace n WHERE ${OWN_SCHEMAS} AND n.nspname <> 'public'`;

const publicSql = `
SELECT o.type, o.identity FROM pg_depend d, pg_identify_object(d.classid, d.objid, 0) o
WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = to_regnamespace('public') AND d.deptype = 'n'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classid AND e.objid = d.objid AND e.deptype = 'e')`;

/** Drops schemas with all that is in them and depends on them. */
export async function dropSchemas(client: Client, names: readonly string[]): Promise<void> {
  for (const name of names) await client.query(`DROP SCHEMA ${client.escapeIdentifier(name)} CASCADE`);
}

/** Empties a database of all schemas but PostgreSQL's own and what extensions made; extensions stay. */
export async function emptyDatabase(client: Client): Promise<void> {
  const schemas = schemasSchema.parse((await client.query(schemasSql)).rows);
  await dropSchemas(
    client,
    schemas.map(({ name }) => name),
  );
  const objects = objectsSchema.parse((await client.query(publicSql)).rows);
  for (const { type, identity } of objects) {
    const kind = type === "statistics object" ? "STATISTICS" : type;
    // Quoted by PostgreSQL itself. One may have gone with another.
    await client.query(`DROP ${kind} IF EXISTS ${identity} CASCADE`);
  }
}
