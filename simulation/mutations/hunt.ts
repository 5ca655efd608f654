import { judgeRun, type RunPlan } from "../batch/judge-run";
import type { ShrinkLimits } from "../batch/smallest-plan";
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

/**
 * The first run that breaks an invariant; undefined when none does.
 *
 * @param shipped what must not break the same one on the same plan: it would not be the bug's. @default nothing
 */
export async function firstCatch(
  plans: PlanList,
  runPlan: RunPlan,
  shipped?: RunPlan,
): Promise<Catch | undefined> {
  for (let run = 0; run < plans.length; run++) {
    const plan = plans.at(run);
    const { violations } = await judgeRun(plan, runPlan);
    const anyway =
      violations.length === 0 || shipped === undefined ? [] : (await judgeRun(plan, shipped)).violations;
    const names = new Set(anyway.map(({ invariant }) => invariant));
    const [first, ...others] = violations.filter(({ invariant }) => !names.has(invariant));
    if (first !== undefined) return { run, plan, violations: [first, ...others] };
  }
  return undefined;
}

/**
 * Makes a failing plan smaller: leaves out faults, snapshots and tables as long as the same invariant breaks.
 *
 * @param limits what it may cost at most
 */
export async function smaller(
  { plan, violations: [{ invariant }] }: Catch,
  runPlan: RunPlan,
  limits: ShrinkLimits,
): Promise<Plan> {
  const until = Date.now() + limits.seconds * 1000;
  let smallest = plan;
  let left = limits.plans;
  for (let shrunk = true; shrunk;) {
    shrunk = false;
    for (const candidate of withoutOne(smallest)) {
      if (left-- <= 0 || Date.now() > until) return smallest;
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
