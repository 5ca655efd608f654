import { fateOf, hindrancesOf } from "./fates";
import type { Invariant } from "./invariant";
import { nameOf } from "./run-facts";

export const everySnapshotEnds: Invariant = {
  name: "every snapshot ends",
  promise:
    "Each snapshot of a listed instance lands, or is ignored by a stated rule, or a letter tells of it that a fault which " +
    "cannot heal explains; without such a fault it lands",
  check(facts) {
    const hindrances = hindrancesOf(facts);
    return facts.snapshots.flatMap((snapshot) => {
      const fate = fateOf(snapshot, facts, hindrances);
      return fate.kind === "missing" ? [`${nameOf(snapshot)} has not landed: ${fate.because}`] : [];
    });
  },
};
