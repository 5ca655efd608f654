import fc from "fast-check";
import type { Fault, Plan, PlannedSnapshot } from "../plan";
import { FAULT_MIXES, faults, type FaultMix } from "./faults";
import { settings } from "./settings";
import { snapshots } from "./snapshots";

/**
 * Plans as production could write them: small worlds, most with several faults, some with none. Without fast-check's
 * preference for edge cases, since each run is the first one of its seed. Nothing depends on what was drawn before, so
 * that every part of a failing plan is made smaller by itself.
 */
export const plans = Object.fromEntries(FAULT_MIXES.map((mix) => [mix, plansWith(mix)])) as Readonly<
  Record<FaultMix, fc.Arbitrary<Plan>>
>;

function plansWith(mix: FaultMix): fc.Arbitrary<Plan> {
  const seed = fc.noShrink(fc.integer({ min: 0, max: 0x7fff_ffff }));
  return fc.noBias(
    fc
      .record({ seed, settings, snapshots, faults: faults[mix] })
      .map((plan) => ({ ...plan, faults: plan.faults.map((fault) => existing(fault, plan.snapshots)) })),
  );
}

/** A foreign file lies in a table that there is, if there is one. */
function existing(fault: Fault, planned: readonly PlannedSnapshot[]): Fault {
  if (fault.kind !== "foreign-file") return fault;
  const snapshot = fault.snapshot % planned.length;
  return { ...fault, snapshot, table: fault.table % Math.max(1, planned[snapshot]?.tables.length ?? 1) };
}
