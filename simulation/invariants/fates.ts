import type { Plan } from "../plan/plan";
import { hindrancesOfFaults } from "./fault-table";
import { explains, MOVED_BY_SQS, type Hindrance } from "./hindrance";
import { ruleFor } from "./ignoring-rules";
import { hindrancesOfPlan } from "./plan-hindrances";
import { letterText, type RunFacts, type SnapshotFacts } from "./run-facts";

/** What became of one snapshot. */
export type Fate =
  | { readonly kind: "landed" }
  | { readonly kind: "ignored"; readonly because: string }
  | { readonly kind: "dead-lettered"; readonly code: string; readonly because: string }
  /** Nobody could know of it, and nobody was set to look. */
  | { readonly kind: "not-promised"; readonly because: string }
  /** What must not be. */
  | { readonly kind: "missing"; readonly because: string };

/** Everything in a run that may keep snapshots from landing. */
export function hindrancesOf(facts: RunFacts): readonly Hindrance[] {
  return [...hindrancesOfFaults(facts), ...hindrancesOfPlan(facts)];
}

/** @param hindrances of the run */
export function fateOf(snapshot: SnapshotFacts, facts: RunFacts, hindrances: readonly Hindrance[]): Fate {
  if (snapshot.manifests.length > 0) return { kind: "landed" };
  const rule = ruleFor(snapshot, facts);
  if (rule.kind === "ignored" || (rule.kind === "either" && snapshot.ignored.length > 0))
    return { kind: "ignored", because: rule.because };

  const own = hindrances.filter(
    (each) => each.snapshots === "any" || each.snapshots.includes(snapshot.index),
  );
  const final = own.filter((each) => mayEnd(each, facts.plan));
  for (const letter of snapshot.letters.filter(({ at }) => at >= redrivenAt(facts))) {
    const code = letter.letter?.code ?? MOVED_BY_SQS;
    const hindrance = final.find((each) => explains(each, code));
    if (hindrance !== undefined) return { kind: "dead-lettered", code, because: hindrance.what };
  }
  const silent = final.find((each) => each.silent === true);
  if (silent !== undefined) return { kind: "not-promised", because: silent.what };
  return { kind: "missing", because: missing(snapshot, own) };
}

/** What was told before is gone from its queue: whoever redrives it means it to land, or to be told of again. */
function redrivenAt({ history: { injected } }: RunFacts): number {
  return Math.max(0, ...injected.map(({ fault }) => (fault.kind === "redrive" ? fault.at : 0)));
}

/** Whether a snapshot may come to its end by it: not where somebody reconciles what can be. */
function mayEnd({ outcome }: Hindrance, { settings }: Plan): boolean {
  return (
    outcome === "may-not-land" ||
    (outcome === "lands-by-reconciliation" && settings.reconciliationIntervalInHours === 0)
  );
}

function missing({ letters, exports }: SnapshotFacts, hindrances: readonly Hindrance[]): string {
  const told = letters.length === 0 ? "no letter tells of it" : letters.map(letterText).join("; ");
  const tasks = exports.map(({ taskId, status }) => `${taskId} ${status}`).join(", ");
  const met = hindrances.map(({ what }) => what).join("; ");
  return `${told}; its exports: ${tasks === "" ? "none" : tasks}; what heals or is carried: ${met === "" ? "nothing" : met}`;
}
