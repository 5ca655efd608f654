import type { ExportFault, TableChoice } from "../../faults/types";
import type { ExportTask, Snapshot } from "./model";
import type { RdsWorld } from "./rds-world";

/** What is to happen to one export task. */
export interface TaskFaults {
  /** The task fails with this cause. */
  readonly cause: string | undefined;
  /** The task is cancelled once it shows this percentage. */
  readonly cancelAt: number | undefined;
  /** The task stays at 99 % when everything is written; undefined seconds: for ever. */
  readonly hang: { readonly worldSeconds: number | undefined } | undefined;
  /** What somebody does in the buckets when everything is written. */
  readonly meddle: () => void;
  readonly isSkipped: TableChoice;
}

/** Asks every decision; of several faults of one kind the first counts, and tables are skipped by any. */
export function taskFaults(world: RdsWorld, task: ExportTask, snapshot: Snapshot): TaskFaults {
  const faults = [...world.exportFaults].flatMap((decide) => decide(task, snapshot) ?? []);
  const skips = faults.flatMap((fault) => (fault.kind === "skip" ? [fault.skips] : []));
  return {
    cause: first(faults, "fail")?.cause,
    cancelAt: first(faults, "cancel")?.atPercent,
    hang: first(faults, "hang"),
    meddle: () => {
      for (const fault of faults) if (fault.kind === "meddle") fault.meddle();
    },
    isSkipped: (target) => skips.map((skip) => skip(target)).includes(true),
  };
}

function first<Kind extends ExportFault["kind"]>(
  faults: readonly ExportFault[],
  kind: Kind,
): Extract<ExportFault, { kind: Kind }> | undefined {
  return faults.find((fault): fault is Extract<ExportFault, { kind: Kind }> => fault.kind === kind);
}
