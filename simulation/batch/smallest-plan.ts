import fc from "fast-check";
import type { FaultMix } from "../plan/arbitrary/faults";
import { plans } from "../plan/arbitrary/plans";
import type { Plan } from "../plan/plan";
import { judgeRun, type RunPlan } from "./judge-run";

/** What looking for a smaller plan may cost. */
export interface ShrinkLimits {
  /** Plans that are tried at most. */
  readonly plans: number;
  readonly seconds: number;
}

export const SHRINK_LIMITS: ShrinkLimits = { plans: 600, seconds: 60 };

/**
 * Looks for a smaller plan that breaks the same invariant: fast-check takes away and simplifies what it can, one thing
 * after the other.
 *
 * @param planSeed of the plan that breaks it
 * @returns the smallest one found; that of the seed when none is smaller
 */
export async function smallestPlan(
  planSeed: number,
  invariant: string,
  runPlan: RunPlan,
  limits: ShrinkLimits = SHRINK_LIMITS,
  mix: FaultMix = "usual",
): Promise<Plan | undefined> {
  const until = Date.now() + limits.seconds * 1000;
  let tried = 0;
  const property = fc.asyncProperty(plans[mix], async (plan) => {
    // What is not tried any more counts as too small to fail.
    if (tried++ > limits.plans || Date.now() > until) return true;
    const { violations } = await judgeRun(plan, runPlan);
    return !violations.some((violation) => violation.invariant === invariant);
  });
  const { counterexample } = await fc.check(property, { seed: planSeed, numRuns: 1 });
  return counterexample?.[0];
}
