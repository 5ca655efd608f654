import type { JudgedRun } from "../batch/judge-run";
import type { Plan } from "../plan/plan";

/** One run as a person reads it: what was planned, what happened, what became of each snapshot. */
export function runTimeline(plan: Plan, { history, fates, violations }: JudgedRun): readonly string[] {
  return [
    `plan: ${JSON.stringify(plan)}`,
    "",
    ...(history?.timeline ?? []),
    "",
    ...plan.snapshots.map((snapshot, index) => {
      const fate = fates.get(index);
      const why = fate !== undefined && "because" in fate ? `: ${fate.because}` : "";
      return `snapshot ${index}, ${snapshot.name} of ${snapshot.instance}: ${fate?.kind ?? "never taken"}${why}`;
    }),
    ...(history?.injected ?? []).map(
      ({ fault, times }) => `fault met ${times} times: ${JSON.stringify(fault)}`,
    ),
    `violations: ${violations.length}`,
    ...violations.map(({ invariant, sentence }) => `  ${invariant}: ${sentence}`),
  ];
}
