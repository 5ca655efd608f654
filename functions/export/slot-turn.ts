import { RDS_MAX_CONCURRENT_EXPORTS } from "../shared/limits";
import type { Waiting } from "../shared/retry-state";
import type { WaitCause } from "../shared/wait-policies";
import type { SnapshotRequest } from "./event";

/** Waits of a message that wants a slot of the export quota. */
export const SLOT_WAITS: ReadonlySet<WaitCause> = new Set([
  "export-quota",
  "export-quota-net",
  "export-turn",
] as const);

/**
 * How a message comes to a free slot of the export quota. One that had to wait does not take a free slot at once: it lets
 * reconciliation pass, which gives the slot to the oldest snapshot, and takes it only when nobody has wanted it.
 */
export type Queueing =
  /** It has not waited for a slot: it takes any that is free. */
  | { readonly kind: "fresh" }
  /** It waits for a free slot, and has seen none yet. */
  | { readonly kind: "queued" }
  /** It has seen a free slot, beside those that these tasks took. */
  | { readonly kind: "turn"; readonly slotsTakenBy: readonly string[] };

/**
 * @param isQueued whether the message remembers that it has waited for a slot
 * @param slotsTakenBy what it has kept of when it saw a free slot; without it, its turn begins anew
 */
export function queueingOf(
  waiting: Waiting | undefined,
  { isQueued, slotsTakenBy }: Pick<SnapshotRequest, "isQueued" | "slotsTakenBy">,
): Queueing {
  if (waiting?.cause === "export-turn" && slotsTakenBy !== undefined) return { kind: "turn", slotsTakenBy };
  const isWaiting = waiting !== undefined && SLOT_WAITS.has(waiting.cause);
  return { kind: isQueued || isWaiting ? "queued" : "fresh" };
}

export type Slot = "free" | "taken" | "let-others-first";

/**
 * Whether a message may take a slot now.
 *
 * That a slot is free at the end of its turn is not enough: it may be another one, which became free a moment ago and is
 * an older snapshot's. A slot has been free all along when the tasks of then and of now fit into the quota together:
 * no export is over within a turn, for RDS restores the snapshot first.
 *
 * @param runningTasks identifiers of the export tasks that take slots now
 */
export function slotFor(queueing: Queueing, runningTasks: readonly string[]): Slot {
  if (runningTasks.length >= RDS_MAX_CONCURRENT_EXPORTS) return "taken";
  if (queueing.kind === "fresh") return "free";
  if (queueing.kind === "queued") return "let-others-first";
  const sinceThen = new Set([...queueing.slotsTakenBy, ...runningTasks]);
  return sinceThen.size < RDS_MAX_CONCURRENT_EXPORTS ? "free" : "let-others-first";
}
