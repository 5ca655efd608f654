import * as z from "zod";
import { readJson } from "../shared/json";

/** What RDS reports of a task that is COMPLETE, but not quite. */
export interface TaskWarnings {
  /** Tables that were not exported, as RDS names them. */
  readonly skippedTables: readonly string[];
  /** Everything else it says. */
  readonly general: readonly string[];
}

const warningSchema = z.record(z.string(), z.unknown());
/** One, or a list of them. */
const warningsSchema = z.union([warningSchema.transform((warning) => [warning]), z.array(warningSchema)]);

/**
 * Reads an export task's WarningMessage: a JSON text whose elements AWS documents nowhere. Whatever it holds is kept
 * as text, and tables count as skipped in whatever form they are given: someone may want no landing without them. What is
 * no JSON counts as one general warning.
 */
export function parseTaskWarnings(message: string | undefined): TaskWarnings {
  if (message === undefined || message.trim() === "") return { skippedTables: [], general: [] };
  const json = readJson(message);
  const warnings = json.ok ? warningsSchema.safeParse(json.value) : undefined;
  if (warnings?.success !== true) return { skippedTables: [], general: [message] };
  const skippedTables: string[] = [];
  const general: string[] = [];
  for (const [name, value] of warnings.data.flatMap((warning) => Object.entries(warning))) {
    if (saysNothing(value)) continue;
    // `skippedTables`, `SkippedTables`, `skipped_tables`.
    const letters = name.toLowerCase().replaceAll(/[^a-z]/g, "");
    if (letters === "skippedtables") skippedTables.push(...textsOf(value));
    else if (letters === "general") general.push(...textsOf(value));
    else general.push(`${name}: ${textOf(value)}`);
  }
  return { skippedTables, general };
}

function saysNothing(value: unknown): boolean {
  if (value === null || value === false || value === "" || value === 0) return true;
  if (Array.isArray(value)) return value.length === 0;
  // Such as `{"academy": []}`: none of that database.
  return typeof value === "object" && Object.values(value).every(saysNothing);
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(textOf) : [textOf(value)];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
