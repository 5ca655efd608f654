import { AwsCallError } from "../../shared/aws-failure";
import type { Outcome } from "../../shared/outcome";
import type { WaitCause } from "../../shared/wait-policies";
import type { ExportDependencies } from "../dependencies";
import type { Asked } from "../export-snapshot";
import { exportOrFailure } from "../handle-snapshot";
import type { DueSnapshot } from "../reconcile-message";
import { SLOT_WAITS } from "../slot-turn";
import { isSameSnapshot, type Snapshot } from "../snapshot";
import type { Judged } from "./decide-reconciliation";
import { lastWordsOfDue, letterOf, type Obstacle } from "./last-words";
import { AS_ACTOR, isToldNow, left, type Look } from "./tell-of";

/** What came of the exports that are due. */
export interface Started<Due> {
  readonly outcomes: readonly Outcome[];
  /** Those that are still to be started, oldest first. */
  readonly left: readonly Due[];
  /** Why they are: there was no slot, no time, or no answer. */
  readonly obstacle?: Obstacle;
}

/**
 * Starts the exports that are due, oldest first, until the slots are taken. A snapshot that cannot be exported is passed
 * over: it takes no slot, and must not keep the others waiting.
 */
export async function startExports(
  judged: readonly Judged[],
  look: Look,
  dependencies: ExportDependencies,
): Promise<Started<Judged>> {
  const due = judged.filter(({ state }) => state.kind === "export" || state.kind === "export-again");
  const started = await inTurn(due, look, async ({ snapshot }) => ({
    snapshot,
    outcome: await exportOrFailure(snapshot, AS_ACTOR, dependencies),
  }));
  const { outcomes, left: waiting, obstacle } = started;
  return obstacle === undefined
    ? started
    : { ...started, outcomes: [...outcomes, ...lastWordsOfDue(waiting, obstacle, look)] };
}

/**
 * Starts what an earlier look found due, without looking around again: only these snapshots are asked about. One that is
 * gone, or that its own message has begun to export meanwhile, is passed over.
 */
export async function startDue(look: Look, dependencies: ExportDependencies): Promise<Started<DueSnapshot>> {
  return await inTurn(look.message.due, look, async ({ arn, createTime }) => {
    const snapshot = await found(arn, dependencies);
    if (snapshot === "no-answer") return snapshot;
    return snapshot !== undefined && isSameSnapshot(snapshot, arn, createTime)
      ? { snapshot, outcome: await exportOrFailure(snapshot, unlessBegun(look), dependencies) }
      : undefined;
  });
}

async function found(arn: string, { rds }: ExportDependencies): Promise<Snapshot | undefined | "no-answer"> {
  try {
    return await rds.findSnapshot(arn);
  } catch (error) {
    if (error instanceof AwsCallError && error.kind === "healable") return "no-answer";
    throw error;
  }
}

interface Tried {
  readonly snapshot: Snapshot;
  readonly outcome: Outcome;
}

async function inTurn<Due>(
  due: readonly Due[],
  look: Look,
  start: (each: Due) => Promise<Tried | undefined | "no-answer">,
): Promise<Started<Due>> {
  const outcomes: Outcome[] = [];
  for (const [at, each] of due.entries()) {
    if (!look.hasTime()) return { outcomes, left: due.slice(at), obstacle: NO_TIME };
    const tried = await start(each);
    if (tried === undefined) continue;
    if (tried === "no-answer") return { outcomes, left: due.slice(at) };
    const { snapshot, outcome } = tried;
    // Without a slot, or with a service that fails, there is nothing to be had for the others either.
    if (outcome.kind === "wait" && ENOUGH.has(outcome.cause))
      return { outcomes, left: due.slice(at), obstacle: outcome };
    outcomes.push(settled(outcome, snapshot, look));
  }
  return { outcomes, left: [] };
}

const NO_TIME: Obstacle = {
  cause: "healable-failure",
  reason: "The look's time was over before the snapshot's turn came",
};

/** The snapshot's own message may have begun meanwhile, and has told the copier then. */
function unlessBegun({ isRepeated }: Look): Asked {
  return {
    part: { kind: "safety-net", stepsIn: true, mayHaveStarted: isRepeated },
    isRequested: false,
    queueing: { kind: "fresh" },
  };
}

const ENOUGH: ReadonlySet<WaitCause> = new Set([...SLOT_WAITS, "healable-failure"]);

/** Snapshots that a message carries: more would be out of date before their turn comes. */
const MAX_CARRIED = 25;

/**
 * What the message carries for the looks in between, so that not every slot that becomes free costs a look at all snapshots
 * and tasks. What has failed before is left to a look around, which counts its exports; what is younger waits behind it.
 */
export function carried(waiting: readonly Judged[]): readonly DueSnapshot[] {
  const carriable: DueSnapshot[] = [];
  for (const { snapshot, state } of waiting) {
    const { arn, createTime } = snapshot;
    if (state.kind !== "export" || createTime === undefined || carriable.length === MAX_CARRIED) break;
    carriable.push({ arn, createTime });
  }
  return carriable;
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
      return outcome.cause === "settling" || outcome.cause === "unexpected-error"
        ? refused(letterOf(outcome), snapshot, look)
        : left(snapshot, "left", outcome.reason);
    case "reject":
      return refused(outcome, snapshot, look);
  }
}

function refused(letter: Outcome, snapshot: Snapshot, look: Look): Outcome {
  return isToldNow(snapshot, look) ? letter : left(snapshot, "refused", letter.reason);
}
