import type { LocalAws } from "../aws/types";
import type { WorldClock } from "../clock";
import type { ExportEffect } from "./effects";

/** Occupies export slots at once, until so long after the snapshots are available. */
export function occupySlots(
  { slots, worldSeconds }: Extract<ExportEffect, { kind: "occupy-slots" }>,
  { aws, clock }: { readonly aws: Pick<LocalAws, "rds" | "onCall">; readonly clock: WorldClock },
): { readonly fired: () => number; readonly snapshotAvailable: () => void } {
  const release = aws.rds.occupyExportSlots(slots);
  let occupied = true;
  let noticed = 0;
  aws.onCall(({ service, operation }) => {
    if (occupied && service === "rds" && /ExportTasks?$/.test(operation)) noticed += 1;
  });
  return {
    // Slots that nobody wanted meanwhile were not in anybody's way.
    fired: () => noticed,
    snapshotAvailable: () => {
      setTimeout(() => {
        occupied = false;
        release();
      }, clock.realMilliseconds(worldSeconds)).unref();
    },
  };
}
