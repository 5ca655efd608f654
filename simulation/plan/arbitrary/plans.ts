import fc from "fast-check";
import type { Plan } from "../plan";
import { faultsFor } from "./faults";
import { settings } from "./settings";
import { snapshots } from "./snapshots";

/**
 * Plans as production could write them: small worlds, most with several faults, some with none. Without fast-check's
 * preference for edge cases, since each run is the first one of its seed.
 */
export const plans: fc.Arbitrary<Plan> = fc.noBias(
  snapshots.chain((planned) =>
    fc.record({
      seed: fc.noShrink(fc.integer({ min: 0, max: 0x7fff_ffff })),
      settings,
      snapshots: fc.constant(planned),
      faults: faultsFor(planned),
    }),
  ),
);
