import { judgeRun, type RunPlan } from "../batch/judge-run";
import { merged, NO_RUNS, summaryOf, type FailedRun, type Summary } from "../batch/summary";
import type { CorpusPlan } from "../corpus/read-corpus";

/** A plan that is written down, and no longer holds what must hold. It is as small as its author could make it. */
export interface FailedPlan extends FailedRun {
  /** Of the file, without its ending. */
  readonly name: string;
}

/** What came of the plans that are written down. */
export interface CorpusSummary extends Summary {
  readonly failures: readonly FailedPlan[];
}

/** Runs the plans that are written down, one after the other. */
export async function runCorpus(plans: readonly CorpusPlan[], runPlan: RunPlan): Promise<CorpusSummary> {
  const failures: FailedPlan[] = [];
  let summary = NO_RUNS;
  for (const [run, { name, plan }] of plans.entries()) {
    const judged = await judgeRun(plan, runPlan);
    const { violations } = judged;
    if (violations.length > 0) failures.push({ name, run, violations, smallest: plan });
    summary = merged(summary, summaryOf(judged, undefined));
  }
  return { ...summary, failures };
}
