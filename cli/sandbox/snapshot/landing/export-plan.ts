import { exportPrefix } from "../../../../functions/copier/export-prefix";
import { importDate, landingDate } from "../../../../functions/shared/landing-date";
import { planner, type Copy } from "../../../../functions/copier/plan";
import type { ExportTask } from "../../../../functions/shared/export-task";
import type { Bucket } from "../aws/bucket";

/** What of a complete export must land, and where. */
export interface ExportPlan {
  readonly copies: readonly Copy[];
  /** YYYYMMDD. */
  readonly importDate: string;
  /** Files that the copier refuses, in its words. */
  readonly problems: readonly string[];
}

/**
 * Plans the landing of an export as the copier does, by the copier's own rules.
 *
 * @returns undefined when the export has no day under which it could land: the copier refuses it
 * @throws AwsCallError when the export cannot be listed
 */
export async function planExport(
  task: ExportTask,
  serviceArea: string,
  exports: Pick<Bucket, "list">,
): Promise<ExportPlan | undefined> {
  const date = landingDate(task.sourceArn, task.snapshotTime);
  if (date === undefined) return undefined;
  const prefix = exportPrefix(task);
  const plan = planner({ prefix, serviceArea, date });
  const copies: Copy[] = [];
  const problems: string[] = [];
  for (const object of await exports.list(prefix)) {
    const step = plan.next(object);
    if (step.kind === "copy") copies.push(step.copy);
    else if (step.kind === "problem") problems.push(step.problem.reason);
  }
  return { copies, importDate: importDate(date), problems };
}
