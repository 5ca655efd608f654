import type { ExportTask, Snapshot } from "../aws/rds/model";
import { Counter } from "./counter";
import { UNKNOWN_FAILURE, type ExportEffect } from "./effects";
import { matchesGlob } from "./glob";
import { meddle, type MeddledBuckets } from "./meddle";
import type { PlannedFault } from "./plan";
import type { ExportFault } from "./types";

/** What happens to an export task itself. */
export type TaskEffect = Exclude<ExportEffect, { kind: "occupy-slots" }>;

/** A fault of exports, counting. */
export interface ExportRule {
  readonly decide: (task: ExportTask, snapshot: Snapshot) => ExportFault | undefined;
  readonly fired: () => number;
}

/** Makes a decision for the local RDS out of a fault. */
export function exportRule(fault: PlannedFault, effect: TaskEffect, around: MeddledBuckets): ExportRule {
  const counter = new Counter(fault);
  // An export of a snapshot without such a table is as it would be without the fault.
  let met = 0;
  const onMet = (times: number): void => void (met += times);
  return {
    decide: (task, snapshot) =>
      isMeant(fault.resource, snapshot) && counter.next() ? faultOf(effect, task, around, onMet) : undefined,
    fired: () => ("tables" in effect ? met : counter.fired),
  };
}

function isMeant(glob: string, { arn, identifier, instance }: Snapshot): boolean {
  return [arn, identifier, instance].some((name) => matchesGlob(glob, name));
}

function faultOf(
  effect: TaskEffect,
  task: ExportTask,
  around: MeddledBuckets,
  onMet: (times: number) => void,
): ExportFault {
  switch (effect.kind) {
    case "fail":
      return { kind: "fail", cause: effect.cause ?? UNKNOWN_FAILURE };
    case "cancel":
      return effect;
    case "hang":
      return { kind: "hang", worldSeconds: effect.worldSeconds };
    case "lose-files":
    case "stray-file":
      return {
        kind: "meddle",
        meddle: () => {
          onMet(meddle(effect, task, around));
        },
      };
    case "skip":
      return {
        kind: "skip",
        skips: (target) => {
          // Without the database's name, as a person names tables.
          const isSkipped = effect.tables.some((glob) =>
            matchesGlob(glob, target.slice(target.indexOf(".") + 1)),
          );
          if (isSkipped) onMet(1);
          return isSkipped;
        },
      };
  }
}
