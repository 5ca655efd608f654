import type { Outcome } from "../../shared/outcome";
import { WAIT_POLICIES } from "../../shared/wait-policies";
import type { ExportDependencies } from "../dependencies";
import { bodyOf } from "../export-snapshot";
import { exportOrFailure } from "../handle-snapshot";
import type { Judged } from "./decide-reconciliation";
import { AS_ACTOR, isOneOfTheLast, type Look } from "./tell-of";

type Wait = Extract<Outcome, { kind: "wait" }>;

/** Why exports that are due have not been started: there was no slot, no time, or no answer. */
export type Obstacle = Pick<Wait, "cause" | "reason">;

/** What has waited until nobody looks at it any more is told to a person, whose redriven letter waits on. */
export function lastWordsOfDue(
  waiting: readonly Judged[],
  obstacle: Obstacle,
  look: Look,
): readonly Outcome[] {
  return waiting
    .filter(({ snapshot }) => isOneOfTheLast(snapshot, look))
    .map(({ snapshot, state }) => {
      const subject = { snapshot: snapshot.arn, exportTask: null };
      const body = bodyOf(snapshot, { ...AS_ACTOR, isRequested: true });
      const why = "reason" in state ? `${state.reason}; ` : "";
      return lastLetterOf({ ...obstacle, kind: "wait", subject, body, reason: why + obstacle.reason });
    });
}

/**
 * The same of what is no export's turn yet: a snapshot that is still being made, or whose day is not decided. It is looked at
 * once more as its own message would; what that would wait for is what the letter says.
 */
export async function lastWordsOfUnexported(
  judged: readonly Judged[],
  look: Look,
  dependencies: ExportDependencies,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { snapshot, state } of judged) {
    if (state.kind !== "in-progress" || state.task !== undefined || !isOneOfTheLast(snapshot, look)) continue;
    const outcome = look.hasTime()
      ? await exportOrFailure(snapshot, AS_ACTOR, dependencies)
      : notYet(snapshot.arn, state.reason, bodyOf(snapshot, AS_ACTOR));
    outcomes.push(outcome.kind === "wait" ? lastLetterOf(outcome) : outcome);
  }
  return outcomes;
}

/** A letter that tells of what might still pass by itself, for hardly anybody will look again. */
export function lastLetterOf(wait: Wait): Outcome {
  const reason = `${wait.reason}. This was one of the last two looks of reconciliation at the snapshot`;
  return letterOf({ ...wait, reason });
}

function notYet(snapshot: string, reason: string, body: string): Wait {
  return { kind: "wait", cause: "snapshot-creating", subject: { snapshot, exportTask: null }, reason, body };
}

/** The letter that ends a wait, at once. */
export function letterOf({ subject, cause, reason, code, remedy, body }: Wait): Outcome {
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
