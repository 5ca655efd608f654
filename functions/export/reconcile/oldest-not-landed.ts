import type { MetricCounts } from "../../shared/outcome";
import type { Judged, SnapshotState } from "./decide-reconciliation";

/** States in which nothing is missing in the landing zone. */
const HERE_OR_UNWANTED: ReadonlySet<SnapshotState["kind"]> = new Set(["landed", "finish", "ignored"]);

/** The metric {@link METRIC.oldestSnapshotNotLanded}: of all instances, and of each listed one. */
export interface NotLanded {
  readonly metrics: MetricCounts;
  readonly instanceMetrics: ReadonlyMap<string, MetricCounts>;
}

/**
 * Seconds since the oldest snapshot was taken that has not landed, though it should: from its creation until its manifest
 * is written. 0 when nothing is missing, so that an alarm tells nothing missing from nobody looking.
 */
export function oldestNotLanded(
  judged: readonly Judged[],
  instances: readonly string[],
  now: Date,
): NotLanded {
  const ages = new Map(instances.map((instance) => [instance.toLowerCase(), 0]));
  let oldest = 0;
  for (const { snapshot, state } of judged) {
    if (HERE_OR_UNWANTED.has(state.kind) || snapshot.createTime === undefined) continue;
    const instance = snapshot.instance.toLowerCase();
    const age = Math.floor((now.getTime() - snapshot.createTime.getTime()) / 1000);
    oldest = Math.max(oldest, age);
    // Of a deleted snapshot that nobody has named after its instance, that is not known.
    if (instance !== "") ages.set(instance, Math.max(ages.get(instance) ?? 0, age));
  }
  return {
    metrics: { oldestSnapshotNotLanded: oldest },
    instanceMetrics: new Map(
      [...ages].map(([instance, age]) => [instance, { oldestSnapshotNotLanded: age }]),
    ),
  };
}
