import type { Outcome } from "../../shared/outcome";
import { WAIT_POLICIES } from "../../shared/wait-policies";
import type { ExportDependencies } from "../dependencies";
import { exportOrFailure } from "../handle-snapshot";
import type { Snapshot } from "../snapshot";
import type { Judged } from "./decide-reconciliation";
import { AS_ACTOR, isToldNow, left, type Look } from "./tell-of";

type Wait = Extract<Outcome, { kind: "wait" }>;

/** What came of the exports that are due. */
export interface Started {
  readonly outcomes: readonly Outcome[];
  /** How many are still to be started: there was no slot, no time, or no answer. */
  readonly left: number;
}

/**
 * Starts the exports that are due, oldest first, until the slots are taken. A snapshot that cannot be exported is passed
 * over: it takes no slot, and must not keep the others waiting.
 */
export async function startExports(
  judged: readonly Judged[],
  look: Look,
  dependencies: ExportDependencies,
): Promise<Started> {
  const due = judged.filter(({ state }) => state.kind === "export" || state.kind === "export-again");
  const outcomes: Outcome[] = [];
  for (const [at, { snapshot }] of due.entries()) {
    if (!look.hasTime()) return { outcomes, left: due.length - at };
    const outcome = await exportOrFailure(snapshot, AS_ACTOR, dependencies);
    // Without a slot, or with a service that fails, there is nothing to be had for the others either.
    if (outcome.kind === "wait" && (outcome.cause === "export-quota" || outcome.cause === "healable-failure"))
      return { outcomes, left: due.length - at };
    outcomes.push(settled(outcome, snapshot, look));
  }
  return { outcomes, left: 0 };
}

function settled(outcome: Outcome, snapshot: Snapshot, look: Look): Outcome {
  switch (outcome.kind) {
    case "done":
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

function letterOf({ subject, cause, reason, code, remedy, body }: Wait): Outcome {
  const policy = WAIT_POLICIES[cause];
  return {
    kind: "reject",
    subject,
    reason,
    code: code ?? policy.code,
    remedy: remedy ?? policy.remedy,
    ...(body !== undefined && { body }),
  };
}

function refused(letter: Outcome, snapshot: Snapshot, look: Look): Outcome {
  return isToldNow(snapshot, look) ? letter : left(snapshot, "refused", letter.reason);
}
