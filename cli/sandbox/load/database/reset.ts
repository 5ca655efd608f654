import type { Client } from "pg";
import * as z from "zod";
import { OWN_SCHEMAS } from "./contents";
import { refuseForeign } from "./foreign-objects";

const schemasSchema = z.array(
  z.object({ name: z.string(), extensions: z.array(z.string()), owner: z.string(), mine: z.boolean() }),
);
const objectsSchema = z.array(
  z.object({ type: z.string(), identity: z.string(), owner: z.string(), mine: z.boolean() }),
);

const schemasSql = `
SELECT n.nspname AS name, pg_get_userbyid(n.nspowner)::text AS owner, pg_has_role(n.nspowner, 'USAGE') AS mine,
  array(SELECT x.extname::text FROM pg_extension x WHERE x.extnamespace = n.oid ORDER BY 1) AS extensions
FROM pg_namespace n WHERE ${OWN_SCHEMAS} AND n.nspname <> 'public' ORDER BY n.nspname`;

// What its schema's owner may drop, too. PostgreSQL notes no owner where it is the first superuser, whose number is 10.
const objectsSql = `
SELECT o.type, o.identity, pg_get_userbyid(owner.oid)::text AS owner,
  pg_has_role(owner.oid, 'USAGE') OR pg_has_role(n.nspowner, 'USAGE') AS mine
FROM pg_namespace n
JOIN pg_depend d ON d.refclassid = 'pg_namespace'::regclass AND d.refobjid = n.oid AND d.deptype = 'n'
CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, 0) o
LEFT JOIN pg_shdepend s ON s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND s.classid = d.classid AND s.objid = d.objid AND s.objsubid = 0 AND s.deptype = 'o'
CROSS JOIN LATERAL (SELECT coalesce(s.refobjid, 10::oid) AS oid) owner
WHERE n.nspname = ANY ($1::text[]) AND d.classid <> 'pg_extension'::regclass
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classid AND e.objid = d.objid AND e.deptype = 'e')
ORDER BY o.type, o.identity`;

/** A schema that was emptied only, because extensions live in it. */
export interface KeptSchema {
  readonly name: string;
  readonly extensions: readonly string[];
}

/**
 * Empties a database of all that is not PostgreSQL's own or an extension's.
 *
 * @returns the schemas that stay for their extensions
 * @throws ToCorrectError that names what belongs to other roles, before anything is dropped
 */
export async function emptyDatabase(client: Client): Promise<readonly KeptSchema[]> {
  const schemas = schemasSchema.parse((await client.query(schemasSql)).rows);
  const kept = schemas.filter(({ extensions }) => extensions.length > 0);
  const dropped = schemas.filter(({ extensions }) => extensions.length === 0);
  // The schema public stays: it and the rights on it are not of whoever loads.
  const emptied = ["public", ...kept.map(({ name }) => name)];
  const objects = objectsSchema.parse((await client.query(objectsSql, [emptied])).rows);
  await refuseForeign(client, [
    ...dropped.map((schema) => ({ ...schema, type: "schema", identity: schema.name })),
    ...objects,
  ]);
  for (const { name } of dropped) await client.query(`DROP SCHEMA ${client.escapeIdentifier(name)} CASCADE`);
  for (const { type, identity } of objects) {
    const kind = type === "statistics object" ? "STATISTICS" : type;
    // Quoted by PostgreSQL itself. One may have gone with another.
    await client.query(`DROP ${kind} IF EXISTS ${identity} CASCADE`);
  }
  return kept;
}
