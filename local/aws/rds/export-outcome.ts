import type { SnapshotExportResult } from "../../rds/snapshot-exporter";
import type { ExportTask, Snapshot } from "./model";
import { emitSnapshotEvent, snapshotEvent } from "./rds-events";
import type { RdsWorld } from "./rds-world";

/** How an export task ended; `closed`: the local world did, and nobody is to hear of it. */
export type ExportOutcome =
  | { readonly kind: "complete"; readonly result: SnapshotExportResult }
  | { readonly kind: "failed"; readonly cause: string }
  | { readonly kind: "canceled" }
  | { readonly kind: "closed" };

/** Writes down how a task ended, and tells the subscriptions that want it. */
export function finishExport(
  world: RdsWorld,
  identifier: string,
  snapshot: Snapshot,
  outcome: ExportOutcome,
): void {
  const endTime = world.surroundings.clock.now();
  switch (outcome.kind) {
    case "complete": {
      const { extractedBytes, warningMessage } = outcome.result;
      changeTask(world, identifier, {
        status: "COMPLETE",
        endTime,
        percentProgress: 100,
        totalExtractedDataInGB: Math.floor(extractedBytes / 1024 ** 3),
        ...(warningMessage === undefined ? {} : { warningMessage }),
      });
      emitSnapshotEvent(world, snapshot, snapshotEvent.exportCompleted);
      return;
    }
    case "failed":
      changeTask(world, identifier, { status: "FAILED", endTime, failureCause: outcome.cause });
      emitSnapshotEvent(world, snapshot, snapshotEvent.exportFailed);
      return;
    case "canceled":
      changeTask(world, identifier, { status: "CANCELED", endTime });
      emitSnapshotEvent(world, snapshot, snapshotEvent.exportCanceled);
      return;
    case "closed":
      return;
  }
}

/** @throws Error when there is no such task: tasks are never removed */
export function changeTask(world: RdsWorld, identifier: string, values: Partial<ExportTask>): ExportTask {
  const task = world.tasks.get(identifier);
  if (task === undefined) throw new Error(`The export task ${identifier} is gone: tasks are never removed.`);
  return world.saveTask({ ...task, ...values });
}
