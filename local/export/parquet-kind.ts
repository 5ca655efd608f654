/** How RDS writes a column; the names are those of `expectedExportedType` in an export's table report. */
export type ParquetKind = "boolean" | "int16" | "int32" | "int64" | "float" | "double" | "bytes" | "text";

/** A column's type as PostgreSQL's catalogue has it. */
export interface ColumnType {
  /** pg_type.typname, such as `int4`. */
  readonly name: string;
  /** pg_type.typtype: b base, c composite, d domain, e enum, r range, m multirange, p pseudo. */
  readonly category: string;
  /** It comes with PostgreSQL; anybody may call a type of their own `int4`. */
  readonly builtIn: boolean;
}

const kinds: ReadonlyMap<string, ParquetKind> = new Map<string, ParquetKind>([
  ["bool", "boolean"],
  ["int2", "int16"],
  ["int4", "int32"],
  ["int8", "int64"],
  ["float4", "float"],
  ["float8", "double"],
  ["bytea", "bytes"],
]);

/**
 * RDS's mapping from PostgreSQL to Parquet (USER_ExportSnapshot.data-types): integers, floating point, booleans and
 * bytea keep their type; everything else becomes text: numeric (which has NaN and any precision), dates and times,
 * arrays, JSON, enums, ranges, composites, and domains whatever they are made of. Types that the page does not
 * mention (oid, extensions' types) are taken as text too.
 */
export function parquetKind(type: ColumnType): ParquetKind {
  return type.builtIn && type.category === "b" ? (kinds.get(type.name) ?? "text") : "text";
}

/** `expectedExportedType` as RDS's table reports name it. */
export const exportedTypeNames: Readonly<Record<ParquetKind, string>> = {
  boolean: "boolean",
  int16: "int32",
  int32: "int32",
  int64: "int64",
  float: "float",
  double: "double",
  bytes: "binary",
  text: "binary (UTF8)",
};
