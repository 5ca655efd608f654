import fc from "fast-check";
import type { PlannedSnapshot } from "../plan";
import { RUN_START } from "../../world/facts";
import { weighted } from "./settings";
import { contents, tablesOf } from "./tables";

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Seconds from the run's start to the next midnight, UTC. */
const MIDNIGHT = DAY - ((RUN_START / 1000) % DAY);

/** The second is as long as RDS allows, so that its task identifiers are shortened. */
const INSTANCES = ["housing-prod", `a-very-long-name-${"x1".repeat(22)}-z`, "c1"];

/** Kinds of names of manual snapshots. */
type ManualName = "plain" | "pre-deploy" | "backdated" | "backdated-wrongly";

const shape = fc.record({
  instance: weighted([3, 0], [2, 1], [2, 2]),
  type: weighted<PlannedSnapshot["type"]>([8, "automated"], [3, "manual"], [2, "awsbackup"], [1, "copy"]),
  manualName: weighted<ManualName>(
    [6, "plain"],
    [3, "pre-deploy"],
    [3, "backdated"],
    [1, "backdated-wrongly"],
  ),
  recreated: weighted([6, false], [1, true]),
  tagged: weighted([5, false], [1, true]),
  taggedAfter: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2 * HOUR })),
  at: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 2 * HOUR }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 36 * HOUR }) },
    // Around midnight: the day of the snapshot is not the day of its export.
    { weight: 2, arbitrary: fc.integer({ min: MIDNIGHT - 900, max: MIDNIGHT + 60 }) },
  ),
  creating: fc.oneof(
    { weight: 80, arbitrary: fc.integer({ min: 30, max: 300 }) },
    { weight: 8, arbitrary: fc.integer({ min: 300, max: HOUR }) },
    { weight: 1, arbitrary: fc.integer({ min: HOUR, max: 4 * HOUR }) },
  ),
  deletedAfter: fc.oneof(
    { weight: 10, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.integer({ min: 60, max: 12 * HOUR }) },
  ),
  // Most are short: each minute more is polled for, and shows nothing new.
  starting: fc.oneof(
    { weight: 10, arbitrary: fc.integer({ min: 30, max: 180 }) },
    { weight: 1, arbitrary: fc.integer({ min: 180, max: 25 * 60 }) },
  ),
  running: fc.oneof(
    { weight: 40, arbitrary: fc.integer({ min: 30, max: 180 }) },
    { weight: 4, arbitrary: fc.integer({ min: 180, max: HOUR }) },
    { weight: 1, arbitrary: fc.integer({ min: HOUR, max: 12 * HOUR }) },
  ),
  contents,
});

type Shape = typeof shape extends fc.Arbitrary<infer Value> ? Value : never;

/** One to four snapshots, in the order of their times, as RDS could really make them. */
export const snapshots: fc.Arbitrary<readonly PlannedSnapshot[]> = fc
  .oneof(
    // Most faults need one snapshot or two; whatever takes more is worth fewer runs.
    { weight: 6, arbitrary: fc.array(shape, { minLength: 1, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.array(shape, { minLength: 3, maxLength: 4 }) },
  )
  .map(possible);

function possible(shapes: readonly Shape[]): readonly PlannedSnapshot[] {
  const planned: PlannedSnapshot[] = [];
  for (const each of [...shapes].sort((one, other) => one.at - other.at)) {
    const instance = INSTANCES[each.instance] ?? "c1";
    // RDS makes one snapshot of an instance after the other.
    const free = Math.max(
      0,
      ...planned
        .filter((other) => other.instance === instance)
        .map(({ at, creating }) => at + creating + 300),
    );
    const at = Math.max(each.at, free);
    const earlier = planned.findLastIndex((other) => other.instance === instance && other.type === each.type);
    const again = each.recreated ? planned[earlier] : undefined;
    if (again !== undefined)
      planned[earlier] = {
        ...again,
        deletedAfter: Math.min(again.deletedAfter ?? Infinity, at - again.at - 60),
      };
    planned.push(snapshotOf(each, { instance, at, number: planned.length, name: again?.name }));
  }
  return planned;
}

function snapshotOf(
  each: Shape,
  where: {
    readonly instance: string;
    readonly at: number;
    readonly number: number;
    readonly name: string | undefined;
  },
): PlannedSnapshot {
  const { instance, at, number } = where;
  return {
    instance,
    name: where.name ?? nameOf(each, instance, number),
    type: each.type,
    tags: each.tagged ? { Purpose: "PreDeployment" } : { Team: "data" },
    taggedAfter: each.taggedAfter,
    at,
    creating: each.creating,
    ...(each.deletedAfter !== undefined && { deletedAfter: each.deletedAfter }),
    export: { starting: each.starting, running: each.running },
    tables: tablesOf(each.contents, number),
  };
}

function nameOf({ type, manualName }: Shape, instance: string, number: number): string {
  switch (type) {
    case "automated":
      return `rds:${instance}-2026-03-0${number + 1}-03-10`;
    case "awsbackup":
      return `awsbackup:job-7f1e34b2-0000-4000-8000-00000000000${number}`;
    case "copy":
      return `copy-of-${instance.slice(0, 20)}-${number}`;
    case "manual":
      return manualNameOf(manualName, number);
  }
}

function manualNameOf(kind: ManualName, number: number): string {
  switch (kind) {
    case "plain":
      return `before-the-release-${number}`;
    case "pre-deploy":
      return `housing-pre-deploy-${number}`;
    case "backdated":
      return `sql-to-parquet-2025-12-0${number + 1}-backdated`;
    case "backdated-wrongly":
      return `sql-to-parquet-2025-02-3${number}-backdated`;
  }
}
