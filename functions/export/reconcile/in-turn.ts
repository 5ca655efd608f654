import type { Outcome } from "../../shared/outcome";
import { SLOT_WAITS } from "../slot-turn";
import { DELETED, type Snapshot } from "../snapshot";
import { lastLetterOf, letterOf, type Obstacle } from "./last-words";
import { isOneOfTheLast, isToldNow, left, type Look } from "./tell-of";

type Wait = Extract<Outcome, { kind: "wait" }>;

/** What came of the exports that are due. */
export interface Started<Due> {
  readonly outcomes: readonly Outcome[];
  /** Those that are still to be started, oldest first. */
  readonly left: readonly Due[];
  /** Those of them whose export was asked for, and may have begun. */
  readonly tried: ReadonlySet<Due>;
  /** Those whose export has begun, and of which the copier could not be told. */
  readonly untold: ReadonlySet<Due>;
  /** Why they are left: there was no slot, no time, or no answer. */
  readonly obstacle?: Obstacle;
}

/** What came of one of them. */
export interface Tried {
  readonly snapshot: Snapshot;
  readonly outcome: Outcome;
}

/** So many snapshots in a row fail for no reason of their own. */
const MOST_FAILING = 3;

const NO_TIME: Obstacle = {
  cause: "healable-failure",
  reason: "The look's time was over before the snapshot's turn came",
};

/**
 * Starts exports one after the other, until there is no slot, no time, or no answer for anybody.
 *
 * @param start undefined: there is nothing to be done for that one any more
 */
export async function inTurn<Due>(
  due: readonly Due[],
  look: Look,
  start: (each: Due) => Promise<Tried | undefined | "no-answer">,
): Promise<Started<Due>> {
  const outcomes: Outcome[] = [];
  const failing: Due[] = [];
  const untold = new Set<Due>();
  const ended = (waiting: readonly Due[], because?: Obstacle): Started<Due> => ({
    outcomes,
    left: waiting,
    tried: new Set(failing),
    untold,
    ...(because && { obstacle: because }),
  });
  let obstacle: Obstacle | undefined;
  for (const [at, each] of due.entries()) {
    const waiting = [...failing, ...due.slice(at)];
    if (!look.hasTime()) return ended(waiting, NO_TIME);
    const tried = await start(each);
    if (tried === undefined) continue;
    if (tried === "no-answer") return ended(waiting);
    const { snapshot, outcome } = tried;
    const isSlotless = outcome.kind === "wait" && SLOT_WAITS.has(outcome.cause);
    const isFailing = outcome.kind === "wait" && outcome.cause === "healable-failure";
    if (isSlotless) return ended(waiting, outcome);
    if (!isFailing) {
      outcomes.push(settled(outcome, snapshot, look));
      continue;
    }
    obstacle = outcome;
    failing.push(each);
    if (outcome.metrics !== undefined) {
      untold.add(each);
      outcomes.push(untoldOf(outcome, snapshot));
    }
    if (failing.length === MOST_FAILING) return ended(waiting, outcome);
  }
  return ended(failing, obstacle);
}

/** The export has begun, and the next look in between tells the copier. */
function untoldOf({ reason, subject, metrics }: Wait, snapshot: Snapshot): Outcome {
  const why = `Its export has begun, and the copier cannot be told: ${reason}`;
  return {
    ...left(snapshot, "start", why, "the copier is told by the next look"),
    subject,
    ...(metrics && { metrics }),
  };
}

function settled(outcome: Outcome, snapshot: Snapshot, look: Look): Outcome {
  switch (outcome.kind) {
    case "done":
      if (outcome.decision === "covered") return outcome;
      return { ...outcome, metrics: { ...outcome.metrics, snapshotRepaired: 1 } };
    case "ignore":
      return outcome;
    case "wait":
      // A message of its own would be given some minutes for these; the next look is the second try.
      if (outcome.cause === "settling" || outcome.cause === "unexpected-error")
        return refused(letterOf(outcome), snapshot, look);
      return isOneOfTheLast(snapshot, look) ? lastLetterOf(outcome) : left(snapshot, "left", outcome.reason);
    case "reject":
      // Of one that is gone no later look speaks.
      return snapshot.status === DELETED ? outcome : refused(outcome, snapshot, look);
  }
}

function refused(letter: Outcome, snapshot: Snapshot, look: Look): Outcome {
  return isToldNow(snapshot, look) ? letter : left(snapshot, "refused", letter.reason);
}
