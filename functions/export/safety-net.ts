import type { Incoming } from "../shared/incoming";
import type { WaitCause } from "../shared/wait-policies";

/**
 * How a message of the export queue takes part. RDS sends two events for one backup, and either may get lost. If both
 * acted alike, each backup would be waited for, reported and, at worst, copied twice. So the finish event acts, and the
 * start event is the net below it: it steps in when the finish event was not seen after its time.
 */
export type Part =
  | { readonly kind: "actor" }
  | {
      readonly kind: "safety-net";
      /** The finish event has had its time. */
      readonly stepsIn: boolean;
      /** An earlier handling of this message may itself have started the export, and died before it told the copier. */
      readonly mayHaveStarted: boolean;
    };

/** Waits that are decided before the net steps in. */
const BEFORE: ReadonlySet<WaitCause> = new Set(["snapshot-not-found", "snapshot-creating"]);

/**
 * In doubt a message may have started the export: the copier takes one export twice, but must hear of it once.
 *
 * @param isSafetyNet whether the message comes from a backup's start
 */
export function partOf(
  isSafetyNet: boolean,
  { state: { waiting }, deliveries, redriven }: Incoming,
  now: Date,
): Part {
  if (!isSafetyNet || redriven) return { kind: "actor" };
  const stepsIn = waiting !== undefined && !BEFORE.has(waiting.cause);
  // SQS counts deliveries anew when a message that crashed comes back from the dead-letter queue: by then it is old.
  const isFirstLook = waiting?.cause === "finish-event" && now <= waiting.deadline;
  return { kind: "safety-net", stepsIn, mayHaveStarted: deliveries > 1 || (stepsIn && !isFirstLook) };
}
