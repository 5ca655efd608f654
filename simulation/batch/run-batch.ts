import type { FaultMix } from "../plan/arbitrary/faults";
import type { Plan } from "../plan/plan";
import { planOfSeed, seedOfRun } from "../plan/plan-of-seed";
import { judgeRun, type RunPlan } from "./judge-run";
import { smallestPlan, type ShrinkLimits } from "./smallest-plan";
import { merged, NO_RUNS, summaryOf, type Summary } from "./summary";

/** The runs of a batch, numbered from 0: first the plans that are written down, then those that are drawn. */
export interface Batch {
  readonly seed: number;
  /** How many plans are drawn. */
  readonly runs: number;
  /** @default usual */
  readonly faults?: FaultMix;
  /** @default none */
  readonly written?: readonly Plan[];
}

/** What came of the plans; their failures are numbered among their own. */
export interface BatchSummary {
  readonly written: Summary;
  readonly drawn: Summary;
}

export const NOTHING: BatchSummary = { written: NO_RUNS, drawn: NO_RUNS };

/** Numbers from 0, each once: whoever works on a batch takes the next. */
export function counter(): () => number {
  let next = 0;
  return () => next++;
}

/**
 * Runs plans of a batch, one after the other, until none is left.
 *
 * @param take gives the number of the next one; others may take from the same numbers
 * @param onRun called before each run
 */
export async function runBatch(
  { seed, runs, faults, written = [] }: Batch,
  runPlan: RunPlan,
  take: () => number,
  onRun: (number: number) => void = () => undefined,
): Promise<BatchSummary> {
  let summary = NOTHING;
  for (let number = take(); number < written.length + runs; number = take()) {
    onRun(number);
    const given = written[number];
    const run = given === undefined ? number - written.length : number;
    const plan = given ?? planOfSeed(seedOfRun(seed, run), faults);
    const judged = await judgeRun(plan, runPlan);
    const { violations } = judged;
    const own = summaryOf(judged, violations.length === 0 ? undefined : { run, violations, smallest: plan });
    summary = both(
      summary,
      given === undefined ? { written: NO_RUNS, drawn: own } : { written: own, drawn: NO_RUNS },
    );
  }
  return summary;
}

/** Both together. */
export function both(one: BatchSummary, other: BatchSummary): BatchSummary {
  return { written: merged(one.written, other.written), drawn: merged(one.drawn, other.drawn) };
}

/** Looks for smaller plans that fail: for the first failure of each invariant; the others are told of as they are. */
export async function withSmallestPlans(
  summary: Summary,
  { seed, faults }: Batch,
  runPlan: RunPlan,
  limits: ShrinkLimits,
): Promise<Summary> {
  const seen = new Set<string>();
  const failures = [];
  for (const failure of summary.failures) {
    const invariant = failure.violations[0]?.invariant;
    const isFirst = invariant !== undefined && !seen.has(invariant);
    if (isFirst) seen.add(invariant);
    const smaller = isFirst
      ? await smallestPlan(seedOfRun(seed, failure.run), invariant, runPlan, limits, faults)
      : undefined;
    failures.push({ ...failure, smallest: smaller ?? failure.smallest });
  }
  return { ...summary, failures };
}
