import type { TaskWarnings } from "./task-warnings";
import type { ReportedTables } from "./verify/table-report";

/** What RDS left out, and what else it says, from both of its reports. */
export interface LeftOut {
  readonly skippedTables: readonly string[];
  readonly warnings: readonly string[];
}

/** RDS may tell of one table in the task's WarningMessage and in the export's own report: it counts once. */
export function leftOut(task: TaskWarnings, reported: Pick<ReportedTables, "skipped" | "warnings">): LeftOut {
  const isNew = ({ target }: { readonly target: string }): boolean =>
    ![target, target.slice(target.indexOf(".") + 1)].some((name) =>
      task.skippedTables.some((text) => names(text, name)),
    );
  return {
    skippedTables: [...task.skippedTables, ...reported.skipped.filter(isNew).map(({ text }) => text)],
    warnings: [...task.general, ...reported.warnings],
  };
}

/** Whether a text speaks of a table, and not only of one whose name begins or ends like it. */
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
