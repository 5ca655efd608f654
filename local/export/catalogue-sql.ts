/**
 * Every table of the database that RDS would look at, seen as the snapshot saw it; takes no locks, so that it answers
 * while somebody changes a table.
 *
 * Left out, as RDS does: views, materialised views, foreign tables, temporary and unlogged tables. Partitions come
 * with their parent, those alone that are ordinary tables; a child made by INHERITS is a table of its own. Types are
 * named as the information schema names them.
 */
export const tablesSql = `
WITH RECURSIVE chosen AS (
  SELECT c.oid, n.nspname, c.relname, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND c.relpersistence = 'p' AND NOT c.relispartition
    AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
), tree AS (
  SELECT oid AS top, oid AS relid FROM chosen
  UNION ALL
  SELECT tree.top, i.inhrelid FROM tree
  JOIN pg_class parent ON parent.oid = tree.relid AND parent.relkind = 'p'
  JOIN pg_inherits i ON i.inhparent = tree.relid
), heap AS (
  SELECT tree.top, h.oid, n.nspname, h.relname, h.relpages,
    coalesce(has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(h.oid, 'SELECT'), true) AS readable,
    h.relrowsecurity AND coalesce(row_security_active(h.oid), false) AS filtered
  FROM tree JOIN pg_class h ON h.oid = tree.relid AND h.relkind = 'r' AND h.relpersistence = 'p'
  JOIN pg_namespace n ON n.oid = h.relnamespace
)
SELECT c.oid AS oid, c.nspname AS schema, c.relname AS table,
  coalesce((SELECT json_agg(json_build_object(
      'name', a.attname, 'typeName', t.typname, 'typeCategory', t.typtype, 'builtIn', tn.nspname = 'pg_catalog',
      'originalType', CASE WHEN b.typelem <> 0 AND b.typlen = -1 THEN 'ARRAY'
        WHEN bn.nspname = 'pg_catalog' THEN format_type(b.oid, NULL) ELSE 'USER-DEFINED' END,
      'charMaxLength', coalesce(information_schema._pg_char_max_length(b.oid, m.typmod), 0),
      'numPrecision', coalesce(information_schema._pg_numeric_precision(b.oid, m.typmod), 0),
      'dateTimePrecision', coalesce(information_schema._pg_datetime_precision(b.oid, m.typmod), 0)
    ) ORDER BY a.attnum)
    FROM pg_attribute a
    JOIN pg_type t ON t.oid = a.atttypid
    JOIN pg_namespace tn ON tn.oid = t.typnamespace
    JOIN pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
    JOIN pg_namespace bn ON bn.oid = b.typnamespace
    CROSS JOIN LATERAL (SELECT CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END AS typmod) m
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '[]') AS columns,
  coalesce((SELECT json_agg(json_build_object(
      'oid', h.oid::bigint, 'schema', h.nspname, 'table', h.relname, 'pages', h.relpages) ORDER BY h.oid)
    FROM heap h WHERE h.top = c.oid), '[]') AS heaps,
  coalesce(has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'), true)
    AND NOT EXISTS (SELECT FROM heap h WHERE h.top = c.oid AND NOT h.readable) AS readable,
  coalesce(row_security_active(c.oid), false)
    OR EXISTS (SELECT FROM heap h WHERE h.top = c.oid AND h.filtered) AS filtered
FROM chosen c JOIN pg_class k ON k.oid = c.oid JOIN pg_namespace n ON n.oid = k.relnamespace
ORDER BY c.nspname, c.relname`;
