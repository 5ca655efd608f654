import { readJson } from "../shared/json";
import type { TaskWarnings } from "./task-warnings";
import type { ReportedTables } from "./verify/table-report";

/** What RDS left out, and what else it says, from both of its reports. */
export interface LeftOut {
  readonly skippedTables: readonly string[];
  readonly warnings: readonly string[];
}

/** RDS may tell of one table in the task's WarningMessage and in the export's own report: it counts once. */
export function leftOut(task: TaskWarnings, reported: Pick<ReportedTables, "skipped" | "warnings">): LeftOut {
  const isNamed = namesIn(task.skippedTables);
  const isNew = ({ target }: { readonly target: string }): boolean =>
    ![target, target.slice(target.indexOf(".") + 1)].some(isNamed);
  return {
    skippedTables: [...task.skippedTables, ...reported.skipped.filter(isNew).map(({ text }) => text)],
    warnings: [...task.general, ...reported.warnings],
  };
}

/**
 * Whether one of the texts speaks of a table, and not only of one whose name begins or ends like it. There may be tens of
 * thousands of both: the texts are read once, and again only for so many names of uncommon characters as make no difference.
 */
function namesIn(texts: readonly string[]): (table: string) => boolean {
  const words = new Set(texts.flatMap((text) => [text, ...(text.match(WORDS) ?? []), ...quotedIn(text)]));
  let comparisons = 0;
  return (table) => {
    if (words.has(table)) return true;
    if (WORD.test(table) || comparisons > MOST_COMPARISONS) return false;
    comparisons += texts.length;
    const forms = formsOf(table);
    return texts.some((text) => forms.some((name) => names(text, name)));
  };
}

/** Of an element that is no text, its JSON is kept. */
function formsOf(table: string): readonly string[] {
  return [...new Set([table, JSON.stringify(table).slice(1, -1)])];
}

function quotedIn(text: string): readonly string[] {
  const json = text.startsWith("{") || text.startsWith("[") ? readJson(text) : undefined;
  if (json?.ok !== true || typeof json.value !== "object" || json.value === null) return [];
  return Object.values(json.value).filter((value): value is string => typeof value === "string");
}

function names(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1))
    if (!IN_NAMES.test(text[at - 1] ?? "") && !IN_NAMES.test(text[at + name.length] ?? "")) return true;
  return false;
}

const IN_NAMES = /[\p{L}\p{N}_$.-]/u;
const WORD = /^[\p{L}\p{N}_$.-]+$/u;
const WORDS = /[\p{L}\p{N}_$.-]+/gu;
/** Some tenths of a second. Whoever is not compared any more counts twice, which is told, and misses nothing. */
const MOST_COMPARISONS = 1_000_000;
