import type { TaskWarnings } from "./task-warnings";
import type { ReportedTables } from "./verify/table-report";

/** What RDS left out, and what else it says, from both of its reports. */
export interface LeftOut {
  readonly skippedTables: readonly string[];
  readonly warnings: readonly string[];
}

/** RDS may tell of one table in the task's WarningMessage and in the export's own report: it counts once. */
export function leftOut(task: TaskWarnings, reported: Pick<ReportedTables, "skipped" | "warnings">): LeftOut {
  const named = new Set(task.skippedTables.flatMap((text) => text.split(/[^\p{L}\p{N}_$.-]+/u)));
  const isNew = ({ target }: { readonly target: string }): boolean =>
    !named.has(target) && !named.has(target.slice(target.indexOf(".") + 1));
  return {
    skippedTables: [...task.skippedTables, ...reported.skipped.filter(isNew).map(({ text }) => text)],
    warnings: [...task.general, ...reported.warnings],
  };
}
