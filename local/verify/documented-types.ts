/**
 * Types that AWS says how it exports (USER_ExportSnapshot.data-types), by the names that PostgreSQL gives them.
 * Beside them: arrays, and enums, composites, ranges and domains of whatever they are made.
 */
const documented: ReadonlySet<string> = new Set([
  "boolean",
  "smallint",
  "integer",
  "bigint",
  "real",
  "double precision",
  "numeric",
  "money",
  "bytea",
  "character",
  "character varying",
  "text",
  "name",
  "xml",
  "json",
  "jsonb",
  "uuid",
  "date",
  "time without time zone",
  "time with time zone",
  "timestamp without time zone",
  "timestamp with time zone",
  "interval",
  "bit",
  "bit varying",
  "inet",
  "cidr",
  "macaddr",
  "pg_lsn",
  "tsvector",
  "tsquery",
  "point",
  "line",
  "lseg",
  "box",
  "path",
  "polygon",
  "circle",
]);

/** pg_type.typtype of enums, composites, ranges and domains. */
const documentedKinds = ["e", "c", "r", "d"];

/**
 * @param type as format_type() names it, without length or precision
 * @param kind pg_type.typtype
 */
export function isDocumented(type: string, kind: string, array: boolean): boolean {
  return array || documentedKinds.includes(kind) || documented.has(type);
}
