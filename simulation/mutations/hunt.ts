import { judgeRun, type RunPlan } from "../batch/judge-run";
import type { CorpusPlan } from "../corpus/read-corpus";
import type { Violation } from "../invariants/invariant";
import type { Plan } from "../plan/plan";
import { planOfSeed, seedOfRun } from "../plan/plan-of-seed";

/** Plans one after the other, the same ones each time. */
export interface PlanList {
  readonly length: number;
  /** @param run counts from 0 */
  readonly at: (run: number) => Plan;
}

/** The plans that are written down, then those of a seed. @param runs of both together */
export function planList(corpus: readonly CorpusPlan[], seed: number, runs: number): PlanList {
  return {
    length: runs,
    at: (run) => corpus[run]?.plan ?? planOfSeed(seedOfRun(seed, run - corpus.length)),
  };
}

/** A run that broke something. */
export interface Catch {
  /** Counts from 0. */
  readonly run: number;
  readonly plan: Plan;
  readonly violations: readonly [Violation, ...Violation[]];
}

/** The first run that breaks an invariant; undefined when none does. */
export async function firstCatch(plans: PlanList, runPlan: RunPlan): Promise<Catch | undefined> {
  for (let run = 0; run < plans.length; run++) {
    const plan = plans.at(run);
    const { violations } = await judgeRun(plan, runPlan);
    const [first, ...others] = violations;
    if (first !== undefined) return { run, plan, violations: [first, ...others] };
  }
  return undefined;
}

/**
 * Makes a failing plan smaller: leaves out faults, snapshots and tables as long as the same invariant breaks.
 *
 * @param tries plans that are run at most
 */
export async function smaller(
  { plan, violations: [{ invariant }] }: Catch,
  runPlan: RunPlan,
  tries: number,
): Promise<Plan> {
  let smallest = plan;
  let left = tries;
  for (let shrunk = true; shrunk;) {
    shrunk = false;
    for (const candidate of withoutOne(smallest)) {
      if (left-- <= 0) return smallest;
      const { violations } = await judgeRun(candidate, runPlan);
      if (!violations.some((violation) => violation.invariant === invariant)) continue;
      smallest = candidate;
      shrunk = true;
      break;
    }
  }
  return smallest;
}

/** The plan without one of its parts: without each in turn. */
function* withoutOne(plan: Plan): Generator<Plan> {
  for (const at of plan.faults.keys()) yield { ...plan, faults: without(plan.faults, at) };
  if (plan.snapshots.length > 1)
    for (const at of plan.snapshots.keys()) yield { ...plan, snapshots: without(plan.snapshots, at) };
  for (const [at, snapshot] of plan.snapshots.entries())
    for (const table of snapshot.tables.keys())
      yield {
        ...plan,
        snapshots: plan.snapshots.map((each, index) =>
          index === at ? { ...each, tables: without(each.tables, table) } : each,
        ),
      };
}

function without<Item>(items: readonly Item[], at: number): readonly Item[] {
  return items.filter((_, index) => index !== at);
}

/** What a plan consists of, for a table. */
export function sizeOf({ snapshots, faults }: Plan): string {
  const files = snapshots.reduce(
    (sum, { tables }) => sum + tables.reduce((all, { batches }) => all + batches.flat().length, 0),
    0,
  );
  const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`;
  return [
    count(snapshots.length, "snapshot"),
    count(files, "file"),
    faults.length === 0 ? "no fault" : count(faults.length, "fault"),
  ].join(", ");
}
