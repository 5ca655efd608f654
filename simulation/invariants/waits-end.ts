import type { Fault, Plan } from "../plan/plan";
import { ruleFor } from "./ignoring-rules";
import type { Invariant } from "./invariant";
import { nameOf, type RunFacts } from "./run-facts";
import { turnsBefore } from "./turns";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Seconds that a message lives at most: SQS keeps it for 14 days, the functions give up before. */
const LONGEST_WAIT = 14 * DAY;

export const waitsEnd: Invariant = {
  name: "waits end",
  promise:
    "Every wait is bounded, by the messages' own patience and by reconciliation; without faults a snapshot lands within two " +
    "hours of what RDS takes with it and those before it, or of the look that finds it",
  check: (facts) => {
    const { plan, history } = facts;
    const bound = lastPlanned(plan) + LONGEST_WAIT + 2 * plan.settings.reconciliationIntervalInHours * HOUR;
    const late = history.letters.filter(({ at }) => at > bound);
    return [
      ...(history.endedAt > bound + DAY
        ? [`The run ended after ${history.endedAt} s, bound is ${bound} s`]
        : []),
      ...late.map(
        ({ at, letter }) => `Letter ${letter?.code ?? "of SQS"} came after ${at} s, the bound is ${bound} s`,
      ),
      ...(plan.faults.length === 0 ? slowLandings(facts) : []),
    ];
  },
};

function slowLandings(facts: RunFacts): readonly string[] {
  const { reconciliationIntervalInHours: interval } = facts.plan.settings;
  return facts.snapshots.flatMap((snapshot) => {
    const { planned, seen, manifests } = snapshot;
    if (ruleFor(snapshot, facts).kind !== "lands") return [];
    const found = planned.type === "automated" ? 0 : (1 + interval) * HOUR;
    const own = planned.export.starting + planned.export.running;
    const bound = seen.availableAt + found + turnsBefore(facts.plan) + own + 2 * HOUR;
    return manifests
      .filter(({ writtenAt }) => writtenAt > bound)
      .map(
        ({ writtenAt }) =>
          `${nameOf(snapshot)} landed after ${writtenAt} s, without any fault ${bound} s is the bound`,
      );
  });
}

/** Seconds until the last thing that the plan itself makes happen. */
function lastPlanned({ snapshots, faults }: Plan): number {
  const ofSnapshots = snapshots.map(
    ({ at, creating, export: { starting, running } }) => at + creating + 3 * (starting + running),
  );
  const lingering = faults.reduce((sum, fault) => sum + delayOf(fault), 0);
  const until = faults.map((fault) => ("to" in fault ? fault.to : "at" in fault ? fault.at : 0));
  return Math.max(...ofSnapshots, ...until) + lingering;
}

function delayOf(fault: Fault): number {
  return fault.kind === "export-task" && typeof fault.effect === "object" && "lingersSeconds" in fault.effect
    ? fault.effect.lingersSeconds
    : 0;
}
