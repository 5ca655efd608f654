import { ruleFor } from "./ignoring-rules";
import type { Invariant } from "./invariant";
import { taskOf } from "./landed-files";
import { nameOf } from "./run-facts";

export const ignoredByRuleOnly: Invariant = {
  name: "ignored by rule only",
  promise: "What the stated rules ignore does not land, and nothing else is ignored",
  check: (facts) => {
    const { history, snapshots } = facts;
    const landed = new Set(
      [...history.zone.values()].map(({ source }) => taskOf(source, history.exports)?.planned),
    );
    return snapshots.flatMap((snapshot) => {
      const rule = ruleFor(snapshot, facts);
      // Which of several snapshots of one name a decision speaks of is not known.
      const namesakes = snapshots.filter(({ seen }) => seen.arn === snapshot.seen.arn);
      const mustLand = namesakes.every((each) => ruleFor(each, facts).kind === "lands");
      return [
        ...(rule.kind === "ignored" && landed.has(snapshot.index)
          ? [`${nameOf(snapshot)} lies in the zone, although ${rule.because}`]
          : []),
        ...(mustLand
          ? snapshot.ignored.map((reason) => `${nameOf(snapshot)} is ignored by no stated rule: ${reason}`)
          : []),
      ];
    });
  },
};
