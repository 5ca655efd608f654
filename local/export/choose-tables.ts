import type { ExportTable } from "./catalogue";
import { decideTable } from "./decide-table";
import type { SkippedTable } from "./export-info";

/** Parts the tables that are exported from those that are skipped; what was not asked for is in neither. */
export function chooseTables(
  database: string,
  all: readonly ExportTable[],
  exportOnly: readonly string[],
): { readonly tables: readonly ExportTable[]; readonly skipped: readonly SkippedTable[] } {
  const tables: ExportTable[] = [];
  const skipped: SkippedTable[] = [];
  for (const table of all) {
    const decision = decideTable(database, table, exportOnly);
    switch (decision.kind) {
      case "export":
        tables.push(table);
        break;
      case "skip":
        skipped.push({ target: `${database}.${table.schema}.${table.table}`, reason: decision.reason });
        break;
      case "leave out":
        break;
    }
  }
  return { tables, skipped };
}
