/** A column of each type, with values at the edges of what it can hold. NULL comes by itself. */
export interface TypeCase {
  readonly type: string;
  /** Parquet's type and annotation, as AWS's table of types has them. */
  readonly parquet: string;
  /** SQL of the values; the type's name is written behind each. */
  readonly values: readonly string[];
  /** AWS's table of types has nothing of it. */
  readonly undocumented?: true;
  /** Version of PostgreSQL that brought it, where that is newer than 12. */
  readonly since?: number;
}

const text = "BYTE_ARRAY UTF8";
const digits = "9".repeat(1000);
const allBytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0")).join("");
const texts = [
  "''",
  "' '",
  "'NULL'",
  "'\\N'",
  "E'a\\nb\\r\\nc\\t'",
  `'"quoted", ''too'''`,
  "'ünïcödé 漢字 😀'",
  "U&'\\FEFFmark'",
];

/** What has to exist before the table. */
export const typesSql: readonly string[] = [
  `CREATE TYPE mood AS ENUM ('calm', 'very cross', 'naïve,"quoted"')`,
  `CREATE TYPE pair AS (number int, words text)`,
  `CREATE TYPE "odd range" AS RANGE (subtype = float8)`,
  `CREATE DOMAIN whole AS integer CHECK (VALUE > 0)`,
  `CREATE DOMAIN truth AS boolean`,
  `CREATE DOMAIN raw AS bytea`,
  `CREATE DOMAIN long_number AS numeric(1000, 500)`,
  `CREATE DOMAIN mood_domain AS mood`,
  `CREATE DOMAIN pair_domain AS pair`,
  `CREATE DOMAIN whole_list AS int[]`,
  `CREATE DOMAIN domain_of_domain AS whole`,
];

export const everyType: readonly TypeCase[] = [
  { type: "bigint", parquet: "INT64", values: ["'-9223372036854775808'", "'9223372036854775807'", "'0'"] },
  { type: "integer", parquet: "INT32", values: ["'-2147483648'", "'2147483647'"] },
  { type: "smallint", parquet: "INT32 INT_16", values: ["'-32768'", "'32767'"] },
  {
    type: "real",
    parquet: "FLOAT",
    values: [
      "'NaN'",
      "'Infinity'",
      "'-Infinity'",
      "'-0'",
      "'1e-45'",
      "'3.4028235e38'",
      "'0.1'",
      "'16777217'",
    ],
  },
  {
    type: "double precision",
    parquet: "DOUBLE",
    values: [
      "'NaN'",
      "'Infinity'",
      "'-Infinity'",
      "'-0'",
      "'5e-324'",
      "'1.7976931348623157e308'",
      "'0.1'",
      "'9007199254740993'",
    ],
  },
  { type: "boolean", parquet: "BOOLEAN", values: ["'t'", "'f'"] },
  { type: "bytea", parquet: "BYTE_ARRAY", values: ["''", `'\\x${allBytes}'`, "'\\x00'", "'\\x5c78'"] },
  {
    type: "numeric",
    parquet: text,
    values: ["'NaN'", `'${digits}'`, `'-0.${digits}'`, "'1.10'", "'1e-50'", "'0.000'", "'1e500'"],
  },
  { type: "numeric(5,2)", parquet: text, values: ["'999.99'", "'-999.99'", "'1'"] },
  {
    type: "money",
    parquet: text,
    values: ["'-92233720368547758.08'::numeric::money", "'92233720368547758.07'::numeric::money"],
  },
  { type: "char(5)", parquet: text, values: ["''", "'a'", "'  b'", "'漢字'"] },
  { type: "varchar(20)", parquet: text, values: ["''", "'a '", "'\"'"] },
  { type: "text", parquet: text, values: texts },
  { type: "name", parquet: text, values: ["'pg_class'", "''"] },
  { type: "xml", parquet: text, values: [`'<a b="c">&lt;,"</a>'`, "''"] },
  { type: "mood", parquet: text, values: ["'calm'", "'very cross'", `'naïve,"quoted"'`] },
  {
    type: "uuid",
    parquet: text,
    values: ["'00000000-0000-0000-0000-000000000000'", "'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF'"],
  },
  {
    type: "json",
    parquet: text,
    values: [`'{"a": 1,  "a":2}'`, "'null'", `'"\\u00e9\\ud83d\\ude00"'`, "' [ ] '"],
  },
  { type: "jsonb", parquet: text, values: [`'{"b": 1, "a": [1.0, 1e400]}'`, "'null'", `'"\\u0001"'`] },
  {
    type: "integer[]",
    parquet: text,
    values: ["'{}'", "'{1,NULL,3}'", "'{{1,2},{3,4}}'", "'[0:1]={7,8}'", "'{NULL}'"],
  },
  { type: "text[]", parquet: text, values: ["'{}'", `'{"",NULL,"NULL","a,b","\\"","\\\\","{}"}'`] },
  { type: "bytea[]", parquet: text, values: ["ARRAY['\\x00'::bytea, ''::bytea]"] },
  { type: "pair[]", parquet: text, values: [`'{"(1,\\"a b\\")",NULL}'`] },
  { type: "mood[]", parquet: text, values: ["'{calm,NULL}'"] },
  { type: "timestamptz[]", parquet: text, values: ["'{\"2026-01-31 12:00+02\",infinity}'"] },
  {
    type: "date",
    parquet: text,
    values: [
      "'4713-01-01 BC'",
      "'5874897-12-31'",
      "'infinity'",
      "'-infinity'",
      "'0044-03-15 BC'",
      "'2000-02-29'",
    ],
  },
  { type: "time", parquet: text, values: ["'00:00'", "'24:00'", "'23:59:59.999999'"] },
  { type: "time(0)", parquet: text, values: ["'12:34:56.5'"] },
  { type: "timetz", parquet: text, values: ["'24:00+15:59'", "'00:00-15:59'", "'12:00:00.1+05:30'"] },
  {
    type: "timestamp",
    parquet: text,
    values: ["'4713-01-01 00:00:00 BC'", "'294276-12-31 23:59:59.999999'", "'infinity'", "'-infinity'"],
  },
  {
    type: "timestamptz",
    parquet: text,
    values: ["'2026-03-29 01:30:00 Europe/London'", "'infinity'", "'0001-01-01 00:00:00+00 BC'"],
  },
  {
    type: "interval",
    parquet: text,
    values: ["'178000000 years'", "'-1 mon +2 days -00:00:00.000001'", "'0'", "'1 year 2 mons -3 days'"],
  },
  { type: "interval day to second(2)", parquet: text, values: ["'1 02:03:04.567'"] },
  { type: "bit(8)", parquet: text, values: ["B'00000000'", "B'10101010'"] },
  { type: "bit varying", parquet: text, values: ["B''", "B'1'"] },
  { type: "int4range", parquet: text, values: ["'empty'", "'(,)'", "'[1,5)'", "'(,5]'"] },
  { type: "numrange", parquet: text, values: ["'[1.10,2]'", "'(,NaN)'"] },
  { type: "tsrange", parquet: text, values: ["'[2026-01-01,infinity]'", "'empty'"] },
  { type: "tstzrange", parquet: text, values: ["'[2026-01-01 00:00+02,)'"] },
  { type: "daterange", parquet: text, values: ["'[2026-01-01,2026-01-31]'"] },
  { type: `"odd range"`, parquet: text, values: ["'[0.1,Infinity]'"] },
  { type: "pair", parquet: text, values: ["'(1,\"a,b\")'", "'(,)'", "'(1,\"\")'"] },
  { type: "whole", parquet: text, values: ["'2147483647'"] },
  { type: "truth", parquet: text, values: ["'t'", "'f'"] },
  { type: "raw", parquet: text, values: ["'\\x00ff'"] },
  { type: "long_number", parquet: text, values: ["'0.1'"] },
  { type: "mood_domain", parquet: text, values: ["'calm'"] },
  { type: "pair_domain", parquet: text, values: ["'(1,x)'"] },
  { type: "whole_list", parquet: text, values: ["'{1,NULL}'"] },
  { type: "domain_of_domain", parquet: text, values: ["'7'"] },
  { type: "inet", parquet: text, values: ["'10.0.0.1/8'", "'::1'", "'::ffff:1.2.3.4'"] },
  { type: "cidr", parquet: text, values: ["'10.0.0.0/8'", "'2001:db8::/32'"] },
  { type: "macaddr", parquet: text, values: ["'08:00:2b:01:02:03'"] },
  { type: "pg_lsn", parquet: text, values: ["'0/0'", "'FFFFFFFF/FFFFFFFF'"] },
  { type: "tsvector", parquet: text, values: ["'a:1A fat:2B,4C ''it''''s'''", "''"] },
  { type: "tsquery", parquet: text, values: ["'fat & !(rat | cat:*) <2> x'"] },
  { type: "point", parquet: text, values: ["'(1e308,-0)'", "'(NaN,Infinity)'"] },
  { type: "line", parquet: text, values: ["'{1,2,3}'"] },
  { type: "lseg", parquet: text, values: ["'[(0,0),(1,1)]'"] },
  { type: "box", parquet: text, values: ["'((0,0),(1,1))'"] },
  { type: "path", parquet: text, values: ["'[(0,0),(1,1)]'", "'((0,0),(1,1))'"] },
  { type: "polygon", parquet: text, values: ["'((0,0),(1,1),(1,0))'"] },
  { type: "circle", parquet: text, values: ["'<(0,0),0.1>'"] },
  { type: "macaddr8", parquet: text, values: ["'08:00:2b:01:02:03:04:05'"], undocumented: true },
  { type: "oid", parquet: text, values: ["'0'", "'4294967295'"], undocumented: true },
  { type: `"char"`, parquet: text, values: ["'x'", "''"], undocumented: true },
  { type: "regclass", parquet: text, values: ["'pg_class'", "'public.whatever_seq'"], undocumented: true },
  { type: "xid", parquet: text, values: ["'4294967295'"], undocumented: true },
  { type: "tid", parquet: text, values: ["'(0,1)'"], undocumented: true },
  { type: "txid_snapshot", parquet: text, values: ["'10:20:10,14,15'"], undocumented: true },
  { type: "jsonpath", parquet: text, values: ["'$.a[*]'"], undocumented: true },
  {
    type: "int4multirange",
    parquet: text,
    values: ["'{}'", "'{[1,2),[5,)}'"],
    undocumented: true,
    since: 14,
  },
];
