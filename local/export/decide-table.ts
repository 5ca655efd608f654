import type { ExportTable } from "./catalogue";

/** What happens to a table in an export. */
export type TableDecision =
  | { readonly kind: "export" }
  | { readonly kind: "skip"; readonly reason: string }
  | { readonly kind: "leave out" };

/** Characters that no column's name may hold: USER_ExportSnapshot, limitations. */
const refusedInColumns = /[,;{}()\n\t= ]/;

/**
 * @param exportOnly entries such as `database`, `database.schema` and `database.schema.table`; empty: everything
 * @returns whether the table is exported, skipped with a warning as RDS does, or was not asked for
 */
export function decideTable(
  database: string,
  table: Pick<ExportTable, "schema" | "table" | "columns" | "readable" | "filtered">,
  exportOnly: readonly string[],
): TableDecision {
  if (!isAskedFor(database, table, exportOnly)) return { kind: "leave out" };
  const reason = whySkipped(table);
  return reason === undefined ? { kind: "export" } : { kind: "skip", reason };
}

function whySkipped(
  table: Pick<ExportTable, "table" | "columns" | "readable" | "filtered">,
): string | undefined {
  if (table.table.includes("/")) return "TABLE_NAME_CONTAINS_SLASH";
  const column = table.columns.find(({ name }) => refusedInColumns.test(name));
  if (column !== undefined) return `UNSUPPORTED_COLUMN_NAME: ${JSON.stringify(column.name)}`;
  if (table.columns.length === 0) return "TABLE_HAS_NO_COLUMNS";
  // RDS's own word (USER_ExportSnapshot.postgres-permissions); what it says of row-level security is not documented.
  if (!table.readable) return "PERMISSIONS_DO_NOT_EXIST";
  if (table.filtered) return "PERMISSIONS_DO_NOT_EXIST: row-level security hides rows from this user";
  return undefined;
}

function isAskedFor(
  database: string,
  { schema, table }: Pick<ExportTable, "schema" | "table">,
  exportOnly: readonly string[],
): boolean {
  const names = [database, `${database}.${schema}`, `${database}.${schema}.${table}`];
  return exportOnly.length === 0 || exportOnly.some((entry) => names.includes(entry));
}
