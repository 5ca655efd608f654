import { S3_MAX_COPY_BYTES, S3_MAX_KEY_BYTES } from "../../functions/shared/limits";
import type { Plan } from "../plan/plan";
import type { Hindrance } from "./hindrance";
import { firstExportBy } from "./export-deadline";
import { expectedKey } from "./landed-files";
import type { RunFacts, SnapshotFacts } from "./run-facts";
import { sharedKeys } from "./shared-keys";

/** What keeps a snapshot from landing without any fault: what it is, and what the pipeline is set to. */
export function hindrancesOfPlan(facts: RunFacts): readonly Hindrance[] {
  const { plan, history, snapshots } = facts;
  const shared = sharedKeys(history);
  return snapshots.flatMap((snapshot) => [
    ...ofItself(snapshot).map((hindrance): Hindrance => ({
      ...hindrance,
      snapshots: [snapshot.index],
    })),
    ...deleted(snapshot, facts),
    ...untold(snapshot),
    ...madeTooLong(plan, snapshot),
    ...ofZone(plan, snapshot),
    ...ofNeighbours(snapshot, shared),
    ...ofNamesake(snapshot, facts),
  ]);
}

type OfOne = Omit<Hindrance, "snapshots">;

function ofItself(snapshot: SnapshotFacts): readonly OfOne[] {
  const { name, tables } = snapshot.planned;
  const files = tables.map(({ batches }) => batches.flat().map((file) => file.name));
  return [
    ...(/^sql-to-parquet-2025-02-3\d-backdated$/.test(name)
      ? [
          {
            what: "its name holds no day of the calendar",
            codes: ["NO_LANDING_DATE"],
            outcome: "may-not-land",
          } as const,
        ]
      : []),
    ...(tables.length === 0
      ? [
          {
            what: "it has no table",
            codes: ["EXPORT_WITHOUT_TABLES", "EXPORT_IS_EMPTY"],
            outcome: "may-not-land",
          } as const,
        ]
      : []),
    ...(files.some((names) => new Set(names).size < names.length)
      ? [
          {
            what: "two of its files have one name",
            codes: ["LANDING_KEYS_COLLIDE"],
            outcome: "may-not-land",
          } as const,
        ]
      : []),
    ...(files.flat().every((file) => file.endsWith("parquet"))
      ? []
      : [
          {
            what: "one of its files is none that RDS is known to write",
            codes: ["UNKNOWN_LAYOUT"],
            outcome: "may-not-land",
          } as const,
        ]),
    ...(hasLongKey(snapshot)
      ? [
          {
            what: "the key of one of its files would be too long for S3",
            codes: ["LANDING_KEY_TOO_LONG"],
            outcome: "may-not-land",
          } as const,
        ]
      : []),
  ];
}

/** Whether a file of an export would land at a key that S3 does not take. */
function hasLongKey({ exports, seen }: SnapshotFacts): boolean {
  return exports.some(({ files }) =>
    [...files.keys()].some((key) => Buffer.byteLength(expectedKey(key, seen)) > S3_MAX_KEY_BYTES),
  );
}

/** Only automated backups have events of their instance: others are found by who looks. */
function untold({ index, planned }: SnapshotFacts): readonly Hindrance[] {
  return planned.type === "automated"
    ? []
    : [
        {
          what: "no event tells of a snapshot that is not automated",
          snapshots: [index],
          codes: [],
          outcome: "lands-by-reconciliation",
          silent: true,
        },
      ];
}

/** Who looks has ended looking by then, and has said so. */
function madeTooLong(
  { settings }: Plan,
  { index, planned: { type, creating } }: SnapshotFacts,
): readonly Hindrance[] {
  const { reconciliationWindowInDays: days, reconciliationIntervalInHours: hours } = settings;
  // Its events' messages wait for a day.
  const looked = type === "automated" ? Math.max(24 * HOUR, days * DAY) : days * DAY;
  return creating < looked - 2 * hours * HOUR
    ? []
    : [
        {
          what: "it is made for longer than anybody waits",
          snapshots: [index],
          codes: ["SNAPSHOT_NOT_AVAILABLE"],
          outcome: "may-not-land",
        },
      ];
}

const HOUR = 60 * 60;
const DAY = 24 * HOUR;

/** Nobody can export what is gone; and where nobody had heard of it yet, nobody tells. */
function deleted(snapshot: SnapshotFacts, facts: RunFacts): readonly Hindrance[] {
  const { index, seen, exports } = snapshot;
  const { deletedAt } = seen;
  const exported = exports.some(({ startedAt }) => startedAt <= (deletedAt ?? Infinity));
  // Whoever had the time to export it had to.
  return deletedAt === undefined || exported || deletedAt > firstExportBy(snapshot, facts)
    ? []
    : [
        {
          what: "it is deleted before its export begins",
          snapshots: [index],
          codes: ["SNAPSHOT_*", "DB_SNAPSHOT_NOT_FOUND*"],
          outcome: "may-not-land",
          silent: true,
        },
      ];
}

function ofZone({ settings: { zone } }: Plan, { index, planned }: SnapshotFacts): readonly Hindrance[] {
  const large = planned.tables.some(({ batches }) =>
    batches.flat().some(({ bytes }) => bytes > S3_MAX_COPY_BYTES),
  );
  return [
    ...(zone.listable
      ? []
      : [
          {
            what: "the zone may not be listed",
            snapshots: [index],
            codes: ["ZONE_NOT_LISTABLE", "ACCESS_DENIED*"],
            outcome: "may-not-land",
          } as const,
        ]),
    ...(large && !zone.multipart
      ? [
          {
            what: "a file above 5 GiB may not be copied in parts",
            snapshots: [index],
            codes: ["ACCESS_DENIED*", "FILE_TOO_LARGE"],
            outcome: "may-not-land",
          } as const,
        ]
      : []),
  ];
}

/** Where RDS counts from when the rows are prepared, nobody can tell such an export of the first of a name from one of the next. */
function ofNamesake(
  { index, seen, planned }: SnapshotFacts,
  { plan, snapshots }: RunFacts,
): readonly Hindrance[] {
  const isOfBoth = (other: SnapshotFacts): boolean =>
    other.exports.some(
      ({ startedAt }) => startedAt < planned.at && planned.at <= startedAt + other.planned.export.starting,
    );
  const others = snapshots.filter((other) => other.index !== index && other.seen.arn === seen.arn);
  return plan.settings.taskStartTime !== "prepared" || !others.some(isOfBoth)
    ? []
    : [
        {
          what: "an export of an earlier one of its name began, by RDS's time, when it was there",
          snapshots: [index],
          codes: ["EXPORT_TASK_UNCLEAR"],
          outcome: "may-not-land",
        },
      ];
}

/** Of two snapshots whose files would land on one key, whoever lands last is told of. */
function ofNeighbours({ index }: SnapshotFacts, shared: ReturnType<typeof sharedKeys>): readonly Hindrance[] {
  return [...(shared.get(index) ?? [])].map((other) => ({
    what: `it has a file of the same name as snapshot ${other}, in one table and of one day`,
    snapshots: [index],
    codes: ["LANDING_KEYS_COLLIDE"],
    outcome: "may-not-land",
  }));
}
