import type { ExportTable } from "./catalogue";
import { decideTable } from "./decide-table";
import type { SkippedTable } from "./export-info";

/** RDS's word for a table that its user may not read (USER_ExportSnapshot.postgres-permissions). */
const SKIPPED_ON_PURPOSE = "PERMISSIONS_DO_NOT_EXIST";

/**
 * Parts the tables that are exported from those that are skipped; what was not asked for is in neither.
 *
 * @param isSkipped whether a table, `database.schema.table`, is skipped on purpose @default none
 */
export function chooseTables(
  database: string,
  all: readonly ExportTable[],
  exportOnly: readonly string[],
  isSkipped: (target: string) => boolean = () => false,
): { readonly tables: readonly ExportTable[]; readonly skipped: SkippedTable[] } {
  const tables: ExportTable[] = [];
  const skipped: SkippedTable[] = [];
  for (const table of all) {
    const decision = decideTable(database, table, exportOnly);
    const target = `${database}.${table.schema}.${table.table}`;
    switch (decision.kind) {
      case "export":
        if (isSkipped(target)) skipped.push({ target, reason: SKIPPED_ON_PURPOSE });
        else tables.push(table);
        break;
      case "skip":
        skipped.push({ target, reason: decision.reason });
        break;
      case "leave out":
        break;
    }
  }
  return { tables, skipped };
}
