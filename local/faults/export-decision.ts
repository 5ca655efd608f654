import type { ExportTask, Snapshot } from "../aws/rds/model";
import { Counter } from "./counter";
import { UNKNOWN_FAILURE, type ExportEffect } from "./effects";
import { matchesGlob } from "./glob";
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
export function exportRule(fault: PlannedFault, effect: TaskEffect): ExportRule {
  const counter = new Counter(fault);
  // An export of a snapshot without such a table is as it would be without the fault.
  let skipped = 0;
  const onSkip = (): void => void (skipped += 1);
  return {
    decide: (_task, snapshot) =>
      isMeant(fault.resource, snapshot) && counter.next() ? faultOf(effect, onSkip) : undefined,
    fired: () => (effect.kind === "skip" ? skipped : counter.fired),
  };
}

function isMeant(glob: string, { arn, identifier, instance }: Snapshot): boolean {
  return [arn, identifier, instance].some((name) => matchesGlob(glob, name));
}

function faultOf(effect: TaskEffect, onSkip: () => void): ExportFault {
  switch (effect.kind) {
    case "fail":
      return { kind: "fail", cause: effect.cause ?? UNKNOWN_FAILURE };
    case "cancel":
      return effect;
    case "hang":
      return { kind: "hang", worldSeconds: effect.worldSeconds };
    case "skip":
      return {
        kind: "skip",
        skips: (target) => {
          // Without the database's name, as a person names tables.
          const isSkipped = effect.tables.some((glob) =>
            matchesGlob(glob, target.slice(target.indexOf(".") + 1)),
          );
          if (isSkipped) onSkip();
          return isSkipped;
        },
      };
  }
}
