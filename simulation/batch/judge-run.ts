import { fateOf, hindrancesOf, type Fate } from "../invariants/fates";
import { violationsOf } from "../invariants/all";
import type { Violation } from "../invariants/invariant";
import { runFacts } from "../invariants/run-facts";
import type { Plan } from "../plan/plan";
import type { History } from "../world/history";

/** @see RunOptions of runPlan */
interface JudgeOptions {
  readonly timeline?: boolean;
  readonly onQuiet?: () => void;
}

/** Lets a plan happen. */
export type RunPlan = (plan: Plan, options?: JudgeOptions) => Promise<History>;

/** One run, and what is to be said of it. */
export interface JudgedRun {
  /** Undefined when the world itself failed. */
  readonly history: History | undefined;
  /** What became of the snapshots, by index in the plan. */
  readonly fates: ReadonlyMap<number, Fate>;
  readonly violations: readonly Violation[];
}

/** Runs a plan and holds it against every invariant. A run that throws breaks one of them, too. */
export async function judgeRun(plan: Plan, runPlan: RunPlan, options: JudgeOptions = {}): Promise<JudgedRun> {
  let history: History;
  try {
    history = await runPlan(plan, options);
  } catch (error) {
    const sentence = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { history: undefined, fates: new Map(), violations: [{ invariant: "the run itself", sentence }] };
  }
  const facts = runFacts(plan, history);
  const hindrances = hindrancesOf(facts);
  const fates = facts.snapshots.map(
    (snapshot) => [snapshot.index, fateOf(snapshot, facts, hindrances)] as const,
  );
  return { history, fates: new Map(fates), violations: violationsOf(plan, history) };
}
