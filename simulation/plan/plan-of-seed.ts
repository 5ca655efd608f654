import fc from "fast-check";
import type { FaultMix } from "./arbitrary/faults";
import { plans } from "./arbitrary/plans";
import type { Plan } from "./plan";

/** The plan that a plan's seed stands for: always the same one of this release. */
export function planOfSeed(seed: number, mix: FaultMix = "usual"): Plan {
  const [plan] = fc.sample(plans[mix], { seed, numRuns: 1 });
  if (plan === undefined) throw new Error(`fast-check drew no plan for the seed ${seed}`);
  return plan;
}

/**
 * The plan's seed of one run of a batch, so that each run can be repeated by itself: 32 bits, well mixed (the finaliser of
 * MurmurHash3), for neighbouring runs must not resemble each other.
 *
 * @param run counts from 0
 */
export function seedOfRun(batchSeed: number, run: number): number {
  let hash = (Math.imul(batchSeed, 0x9e37_79b1) + Math.imul(run + 1, 0x85eb_ca77)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) & 0x7fff_ffff;
}
