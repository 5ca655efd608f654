import fc from "fast-check";
import type { PlannedSettings } from "../plan";

/** An arbitrary that gives each value as often as its weight says. */
export function weighted<Value>(
  ...choices: readonly (readonly [weight: number, value: Value])[]
): fc.Arbitrary<Value> {
  return fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));
}

/** What pipelines are set to: mostly the defaults, and a zone whose owner gives what is asked for. */
export const settings: fc.Arbitrary<PlannedSettings> = fc.record({
  landedSnapshots: weighted<PlannedSettings["landedSnapshots"]>([3, "all"], [2, "first_of_day"]),
  onSkippedTables: weighted<PlannedSettings["onSkippedTables"]>([2, "warn"], [1, "fail"]),
  ignoredSnapshotTags: weighted<Readonly<Record<string, string>>>([4, { Purpose: "PreDeployment" }], [1, {}]),
  ignoredSnapshotNames: weighted<readonly string[]>([4, ["*-pre-deploy-*"]], [1, []]),
  reconciliationIntervalInHours: weighted([8, 6], [2, 1], [1, 24], [2, 0]),
  reconciliationWindowInDays: weighted([6, 7], [1, 3], [1, 20]),
  workflow: weighted([6, true], [1, false]),
  pageSize: weighted([1, 2], [2, 5], [2, 1000]),
  zone: fc.record({
    listable: weighted([24, true], [1, false]),
    abortable: weighted([4, true], [1, false]),
    multipart: weighted([2, true], [1, false]),
  }),
});
