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
 * thousands of both: only for a name with characters that no other name has every text is read again.
 */
function namesIn(texts: readonly string[]): (table: string) => boolean {
  const words = new Set(texts.flatMap((text) => text.match(WORDS) ?? []));
  return (table) => words.has(table) || (!WORD.test(table) && texts.some((text) => names(text, table)));
}

function names(text: string, table: string): boolean {
  // Of an element that is no text, its JSON is kept.
  const escaped = JSON.stringify(table).slice(1, -1);
  return [table, escaped].some((name) => {
    for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1))
      if (!IN_NAMES.test(text[at - 1] ?? "") && !IN_NAMES.test(text[at + name.length] ?? "")) return true;
    return false;
  });
}

const IN_NAMES = /[\p{L}\p{N}_$.-]/u;
const WORD = /^[\p{L}\p{N}_$.-]+$/u;
const WORDS = /[\p{L}\p{N}_$.-]+/gu;
