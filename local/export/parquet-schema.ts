import type { SchemaElement } from "hyparquet";
import type { ExportColumn } from "./catalogue";
import type { ParquetKind } from "./parquet-kind";

type Annotation = Pick<SchemaElement, "type" | "converted_type" | "logical_type">;

/**
 * Parquet's physical type and annotation per kind. INT_16 is the older form of INT(16,true); readers take one for
 * the other (parquet-format, LogicalTypes: backward compatibility).
 */
const annotations: Readonly<Record<ParquetKind, Annotation>> = {
  boolean: { type: "BOOLEAN" },
  int16: { type: "INT32", converted_type: "INT_16" },
  int32: { type: "INT32" },
  int64: { type: "INT64" },
  float: { type: "FLOAT" },
  double: { type: "DOUBLE" },
  bytes: { type: "BYTE_ARRAY" },
  text: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
};

/** The schema of a table's files: the table's columns with their names and in their order, all of them optional. */
export function parquetSchema(columns: readonly Pick<ExportColumn, "name" | "kind">[]): SchemaElement[] {
  return [
    { name: "spark_schema", num_children: columns.length },
    ...columns.map(({ name, kind }) => ({
      name,
      repetition_type: "OPTIONAL" as const,
      ...annotations[kind],
    })),
  ];
}
