import * as z from "zod";
import { readJson } from "../../shared/json";
import type { TableName } from "./zone-partition";

/** What RDS's own report says of one table, or of a whole database. */
export interface ReportEntry {
  /** `<db>.<schema>.<table>`; `<db>.<table>` for MySQL; a database's name alone. Undefined: it names none. */
  readonly target: string | undefined;
  /** The entry itself, where it names no target. */
  readonly text: string;
  /** In capitals; undefined: RDS does not say. */
  readonly status: string | undefined;
  readonly warning: string | undefined;
  /** Whether it tells of columns, as a table's does and a database's does not. */
  readonly hasColumns: boolean;
}

/** What the report knows that the export's files do not show. */
export interface ReportedTables {
  /** Tables that are COMPLETE, but of which the export holds nothing. */
  readonly missing: readonly string[];
  /** Tables that RDS did not export, with its reason. */
  readonly skipped: readonly { readonly target: string; readonly text: string }[];
  readonly warnings: readonly string[];
}

const reportSchema = z.object({ pertablestatus: z.array(z.unknown()) });
const entrySchema = z.object({
  target: z.string().min(1).optional().catch(undefined),
  status: z.unknown().optional(),
  warningmessage: z.unknown().optional(),
  schemametadata: z.unknown().optional(),
});

/**
 * Reads one `export_tables_info_….json`. AWS documents it nowhere, and its keys are seen in more than one case: only what is
 * needed is looked at.
 *
 * @returns undefined when it is no such report
 */
export function parseTableReport(text: string): readonly ReportEntry[] | undefined {
  const json = readJson(text);
  const report = json.ok ? reportSchema.safeParse(lowerCaseKeys(json.value)) : undefined;
  if (report?.success !== true) return undefined;
  return report.data.pertablestatus.map((each) => {
    const entry = entrySchema.safeParse(lowerCaseKeys(each));
    const { target, status, warningmessage, schemametadata } = entry.data ?? NO_ENTRY;
    const hasColumns = schemametadata !== undefined && schemametadata !== null;
    return {
      target,
      text: JSON.stringify(each).slice(0, SHOWN_CHARACTERS),
      status: textOf(status)?.toUpperCase(),
      warning: textOf(warningmessage),
      hasColumns,
    };
  });
}

/** So much is shown of an entry that names no table. */
const SHOWN_CHARACTERS = 500;

const NO_ENTRY: z.infer<typeof entrySchema> = {};

/** What nobody has seen there yet, such as a list, is told as it is. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Holds the report against the tables that the export's files show. */
export function judgeReport(entries: readonly ReportEntry[], tables: readonly TableName[]): ReportedTables {
  const folders = new Set(tables.flatMap(targetsOf).map(asFolder));
  const databases = new Set(tables.map(({ database }) => asFolder(database)));
  const missing: string[] = [];
  const skipped: { target: string; text: string }[] = [];
  const warnings: string[] = [];
  const tellsColumns = entries.some(({ hasColumns }) => hasColumns);
  for (const { target, text: entry, status, warning, hasColumns } of entries) {
    const isBad = status !== undefined && status !== "COMPLETE";
    if (target === undefined) {
      const text = `An entry of RDS's report names no table: ${entry}`;
      if (isBad) skipped.push({ target: entry, text });
      else warnings.push(text);
      continue;
    }
    // A database's name may hold dots. What RDS did not export counts as a table all the same: better told than missed.
    const isBare = status === "COMPLETE" && !hasColumns && (tellsColumns || warning !== undefined);
    const isDatabase = !target.includes(".") || databases.has(asFolder(target)) || isBare;
    const isHere = isDatabase || folders.has(asFolder(target));
    const said = status === undefined && !isHere ? ["no state, and no file"] : [];
    const text = `${target}: ${[status, warning, ...said].filter((each) => each !== undefined).join(", ")}`;
    if ((isBad && !isDatabase) || said.length > 0) skipped.push({ target, text });
    else if (isBad || warning !== undefined) warnings.push(text);
    if (status === "COMPLETE" && !isHere) missing.push(target);
  }
  return { missing, skipped, warnings };
}

/** A table's possible targets: MySQL's folder begins with the database's name itself. */
function targetsOf({ database, table }: TableName): string[] {
  return table.startsWith(`${database}.`) ? [table, `${database}.${table}`] : [`${database}.${table}`];
}

/** RDS replaces some characters in paths (USER_ExportSnapshot). A folder that holds them all the same is its own target's. */
function asFolder(target: string): string {
  return target.replaceAll(/[\\`" ]/g, "_");
}

function lowerCaseKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key.toLowerCase(), each]));
}
