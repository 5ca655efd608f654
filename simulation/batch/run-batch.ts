import type { FaultMix } from "../plan/arbitrary/faults";
import { planOfSeed, seedOfRun } from "../plan/plan-of-seed";
import { judgeRun, type RunPlan } from "./judge-run";
import { smallestPlan, type ShrinkLimits } from "./smallest-plan";
import { merged, NO_RUNS, summaryOf, type FailedRun, type Summary } from "./summary";

/** Which runs of a batch one thread does: every `step`-th from the first. */
export interface Share {
  readonly seed: number;
  readonly runs: number;
  readonly first: number;
  readonly step: number;
  readonly shrink: ShrinkLimits;
  /** @default usual */
  readonly faults?: FaultMix;
}

/** Of each invariant that many failures are made smaller; the others are told of as they are. */
const SHRUNK_PER_INVARIANT = 1;

/** Runs a share, one run after the other. @param onRun called after each */
export async function runBatch(
  share: Share,
  runPlan: RunPlan,
  onRun: () => void = () => undefined,
): Promise<Summary> {
  const shrunk = new Map<string, number>();
  let summary = NO_RUNS;
  for (let run = share.first; run < share.runs; run += share.step) {
    const planSeed = seedOfRun(share.seed, run);
    const plan = planOfSeed(planSeed, share.faults);
    const judged = await judgeRun(plan, runPlan);
    const [violation] = judged.violations;
    let failure: FailedRun | undefined;
    if (violation !== undefined) {
      const { invariant } = violation;
      const before = shrunk.get(invariant) ?? 0;
      shrunk.set(invariant, before + 1);
      const smaller =
        before < SHRUNK_PER_INVARIANT
          ? await smallestPlan(planSeed, invariant, runPlan, share.shrink, share.faults)
          : undefined;
      failure = { run, violations: judged.violations, smallest: smaller ?? plan };
    }
    summary = merged(summary, summaryOf(judged, failure));
    onRun();
  }
  return summary;
}
