import { S3_MAX_COPY_BYTES, S3_MAX_KEY_BYTES } from "../../functions/shared/limits";
import type { Plan, PlannedSnapshot, PlannedTable } from "../plan/plan";
import { zoneFolder } from "../world/facts";
import type { Hindrance } from "./hindrance";
import type { SnapshotFacts } from "./run-facts";

/** What keeps a snapshot from landing without any fault: what it is, and what the pipeline is set to. */
export function hindrancesOfPlan(plan: Plan, snapshots: readonly SnapshotFacts[]): readonly Hindrance[] {
  return snapshots.flatMap((snapshot) => [
    ...ofItself(snapshot.planned).map((hindrance): Hindrance => ({
      ...hindrance,
      snapshots: [snapshot.index],
    })),
    ...deleted(snapshot),
    ...untold(snapshot),
    ...madeTooLong(plan, snapshot),
    ...ofZone(plan, snapshot),
    ...ofNeighbours(snapshot, snapshots),
  ]);
}

type OfOne = Omit<Hindrance, "snapshots">;

function ofItself({ name, tables }: PlannedSnapshot): readonly OfOne[] {
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
    ...(tables.every((table) => landingKeyBytes(table) <= S3_MAX_KEY_BYTES)
      ? []
      : [
          {
            what: "the key of one of its files would be too long for S3",
            codes: ["LANDING_KEY_TOO_LONG"],
            outcome: "may-not-land",
          } as const,
        ]),
  ];
}

/** Bytes of the longest key that a table's files land at; every day is written in as many. */
function landingKeyBytes({ database, table, batches }: PlannedTable): number {
  const folder = zoneFolder(database, table, "20240227");
  // A table may have millions of files: too many for the arguments of a call.
  return batches.flat().reduce((longest, { name }) => Math.max(longest, Buffer.byteLength(folder + name)), 0);
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
function deleted({ index, seen, exports }: SnapshotFacts): readonly Hindrance[] {
  const exported = exports.some(({ startedAt }) => startedAt <= (seen.deletedAt ?? Infinity));
  return seen.deletedAt === undefined || exported
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

/** Of two snapshots whose files would land on one key, whoever lands last is told of. */
function ofNeighbours(
  { index, seen, planned }: SnapshotFacts,
  snapshots: readonly SnapshotFacts[],
): readonly Hindrance[] {
  const own = new Set(filesByTable(planned));
  const colliding = snapshots.filter(
    (other) =>
      other.index !== index &&
      other.seen.importDate === seen.importDate &&
      filesByTable(other.planned).some((file) => own.has(file)),
  );
  return colliding.map((other) => ({
    what: `it has a file of the same name as snapshot ${other.index}, in one table and of one day`,
    snapshots: [index],
    codes: ["LANDING_KEYS_COLLIDE"],
    outcome: "may-not-land",
  }));
}

function filesByTable({ tables }: PlannedSnapshot): readonly string[] {
  return tables.flatMap(({ database, table, batches }) =>
    batches.flat().map(({ name }) => `${database}/${table}/${name}`),
  );
}
