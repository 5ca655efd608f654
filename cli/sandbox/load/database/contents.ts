import type { Client } from "pg";
import * as z from "zod";

const contentsSchema = z.object({
  schemas: z.array(z.object({ name: z.string(), comment: z.string().nullable() })),
  relations: z.array(z.object({ schema: z.string(), name: z.string() })),
});

/** What the database holds beside PostgreSQL's own and that of extensions. */
export type Contents = z.infer<typeof contentsSchema>;

/** Not PostgreSQL's own, and not made by an extension. */
export const OWN_SCHEMAS = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND NOT EXISTS (
  SELECT FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e')`;

const contentsSql = `
SELECT
  (SELECT coalesce(json_agg(json_build_object('name', n.nspname, 'comment', obj_description(n.oid, 'pg_namespace'))
      ORDER BY n.nspname), '[]') FROM pg_namespace n WHERE ${OWN_SCHEMAS}) AS schemas,
  (SELECT coalesce(json_agg(json_build_object('schema', n.nspname, 'name', c.relname) ORDER BY n.nspname, c.relname), '[]')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ${OWN_SCHEMAS} AND NOT EXISTS (
      SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')) AS relations`;

export async function readContents(client: Client): Promise<Contents> {
  return contentsSchema.parse((await client.query(contentsSql)).rows[0]);
}
