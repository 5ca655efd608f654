import { createHash } from "node:crypto";
import { EXPORT_BUCKET, SERVICE_AREA, ZONE_BUCKET } from "../world/facts";
import type { ExportHistory } from "../world/history";
import type { Invariant } from "./invariant";
import { secondsOf } from "../world/world-base";
import { nameOf, type SnapshotFacts } from "./run-facts";

export const manifestTellsTheTruth: Invariant = {
  name: "manifest tells the truth",
  promise:
    "A manifest is there only for a complete export, and says of every table what landed, empty ones included",
  check: ({ snapshots, history }) => [
    ...snapshots.flatMap((snapshot) =>
      snapshot.manifests.flatMap((manifest) => {
        const task = snapshot.exports.find(({ taskId }) => taskId === manifest.exportTask);
        const wrong = task === undefined ? [] : problems(manifest, task, snapshot);
        return wrong.map(
          (problem) => `The manifest of ${nameOf(snapshot)}, export ${manifest.exportTask}: ${problem}`,
        );
      }),
    ),
    ...history.manifests
      .filter(({ exportTask }) => !history.exports.some(({ taskId }) => taskId === exportTask))
      .map(({ exportTask }) => `There is a manifest of ${exportTask}, an export that nobody started`),
  ],
};

type Manifest = SnapshotFacts["manifests"][number];

function problems(
  manifest: Manifest,
  task: ExportHistory,
  { seen, planned }: SnapshotFacts,
): readonly string[] {
  const expected = tables(task, planned.tables);
  const found = new Map(manifest.tables.map((table) => [`${table.database}/${table.table}`, table]));
  const files = [...task.files.values()];
  const sums = [files.length, files.reduce((sum, bytes) => sum + bytes, 0)];
  const facts: readonly (readonly [string, unknown, unknown])[] = [
    ["status of the export", "COMPLETE", task.status],
    ["import date", seen.importDate, manifest.importDate],
    ["snapshot", seen.arn, manifest.snapshot.arn],
    ["instance", true, [seen.instance, null].includes(manifest.snapshot.instance)],
    ["export bucket", EXPORT_BUCKET, manifest.export.bucket],
    ["prefix of the export", `${task.taskId}/`, manifest.export.prefix],
    ["verified before it was written", true, isWithinAnInvocation(manifest)],
    [
      "landing zone",
      `${ZONE_BUCKET} ${SERVICE_AREA}`,
      `${manifest.landingZone.bucket} ${manifest.landingZone.serviceArea}`,
    ],
    ["files and bytes", sums.join(" "), `${manifest.files} ${manifest.bytes}`],
    ["tables beside the skipped", [...found.keys()].filter((name) => !expected.has(name)).join(), ""],
    ["nothing but skipped tables", false, files.length === 0 && manifest.skippedTables.length > 0],
    ["tables left out", unmentioned(expected, found, manifest), ""],
    [
      "warnings",
      databasesOf(planned.tables),
      manifest.warnings.map((text) => text.replace(/: .*/s, "")).join(),
    ],
    ...[...found].map(([name, table]) => {
      const { files: count, bytes, fingerprint } = table;
      return [
        `tally of ${name}`,
        tally(expected.get(name) ?? []),
        `${count} ${bytes} ${fingerprint}`,
      ] as const;
    }),
  ];
  return facts
    .filter(([, wanted, came]) => wanted !== came)
    .map(([what, wanted, came]) => `${what}: expected ${String(wanted)}, it is ${String(came)}`);
}

/** The verification may have ended an invocation before the manifest could be written. */
function isWithinAnInvocation({ verifiedAt, writtenAt }: Manifest): boolean {
  const seconds = writtenAt - secondsOf(Date.parse(verifiedAt));
  return seconds >= 0 && seconds <= LONGEST_INVOCATION;
}

const LONGEST_INVOCATION = 900;

type File = readonly [name: string, bytes: number];

/** Files by table, as RDS wrote them; tables without files included. */
function tables(
  task: ExportHistory,
  planned: SnapshotFacts["planned"]["tables"],
): ReadonlyMap<string, readonly File[]> {
  const found = new Map(planned.map(({ database, table }): [string, File[]] => [`${database}/${table}`, []]));
  for (const [key, bytes] of task.files) {
    const [, database = "", table = "", ...rest] = key.split("/");
    found.get(`${database}/${table}`)?.push([rest.at(-1) ?? "", bytes]);
  }
  return found;
}

/** The world's RDS warns of each database, in its report, and of nothing else. */
function databasesOf(planned: SnapshotFacts["planned"]["tables"]): string {
  return [...new Set(planned.map(({ database }) => database))].join();
}

/** Tables that are neither in the manifest nor said to be skipped, or said to be skipped more than once. */
function unmentioned(
  expected: ReadonlyMap<string, readonly File[]>,
  found: ReadonlyMap<string, unknown>,
  { skippedTables }: Manifest,
): string {
  const left = [...expected.keys()].filter((name) => !found.has(name));
  // RDS tells of a table in two places: it counts once.
  if (left.length === skippedTables.length) return "";
  return `${left.join()} (skipped: ${skippedTables.join("; ")})`;
}

const MODULUS = 2n ** 256n;

function tally(files: readonly File[]): string {
  const sum = files.reduce(
    (total, [name, bytes]) =>
      total + BigInt(`0x${createHash("sha256").update(`${name}\n${bytes}`).digest("hex")}`),
    0n,
  );
  const total = files.reduce((all, [, bytes]) => all + bytes, 0);
  return `${files.length} ${total} ${(sum % MODULUS).toString(16).padStart(64, "0")}`;
}
