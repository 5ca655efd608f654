import * as z from "zod";
import { readJson } from "../shared/json";

/** What RDS reports of a task that is COMPLETE, but not quite. */
export interface TaskWarnings {
  /** Tables that were not exported, as RDS names them. */
  readonly skippedTables: readonly string[];
  /** Everything else it says. */
  readonly general: readonly string[];
}

const warningSchema = z.looseObject({
  skippedTables: z.array(z.unknown()).default([]),
  general: z.array(z.unknown()).default([]),
});

/**
 * Reads an export task's WarningMessage: a JSON text whose elements AWS documents nowhere. Whatever it holds is kept
 * as text; what is no JSON counts as one general warning.
 */
export function parseTaskWarnings(message: string | undefined): TaskWarnings {
  if (message === undefined || message.trim() === "") return { skippedTables: [], general: [] };
  const json = readJson(message);
  const warning = json.ok ? warningSchema.safeParse(json.value) : undefined;
  if (warning?.success !== true) return { skippedTables: [], general: [message] };
  const { skippedTables, general, ...others } = warning.data;
  const rest = Object.entries(others).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
  return {
    skippedTables: skippedTables.map(textOf),
    general: [...general.map(textOf), ...rest.map(([name, value]) => `${name}: ${textOf(value)}`)],
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
