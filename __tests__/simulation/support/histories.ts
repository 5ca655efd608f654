import { createHash } from "node:crypto";
import { violationsOf } from "../../../simulation/invariants/all";
import type { Fault, Plan } from "../../../simulation/plan/plan";
import type { History, LetterHistory } from "../../../simulation/world/history";

export const ARN = "arn:aws:rds:eu-west-2:123456789012:snapshot:rds:c1-a";
export const KEY = "rds-c1-a/app/public.users/1/x.parquet";
const PARTITION = "import_year=2024/import_month=02/import_day=27/import_date=20240227";
export const TARGET = `housing/app/public.users/${PARTITION}/x.parquet`;

/** One automated snapshot of c1, with one table of one file. */
export const plan = (faults: readonly Fault[] = [], settings: Partial<Plan["settings"]> = {}): Plan => ({
  seed: 1,
  settings: {
    landedSnapshots: "all",
    onSkippedTables: "warn",
    ignoredSnapshotTags: { Purpose: "PreDeployment" },
    ignoredSnapshotNames: ["*-pre-deploy-*"],
    reconciliationIntervalInHours: 6,
    reconciliationWindowInDays: 7,
    workflow: true,
    zone: { listable: true, abortable: true, multipart: true },
    ...settings,
  },
  snapshots: [
    {
      instance: "c1",
      name: "rds:c1-a",
      type: "automated",
      tags: {},
      taggedAfter: 0,
      at: 0,
      creating: 60,
      export: { starting: 60, running: 60 },
      tables: [{ database: "app", table: "public.users", batches: [[{ name: "x.parquet", bytes: 7 }]] }],
    },
  ],
  faults,
});

export const manifest: History["manifests"][number] = {
  kind: "db-snapshot-to-s3/manifest",
  version: 1,
  exportTask: "rds-c1-a",
  snapshot: { arn: ARN, time: null, instance: "c1" },
  importDate: "20240227",
  backdated: false,
  export: { bucket: "export-bucket", prefix: "rds-c1-a/" },
  landingZone: { bucket: "zone-bucket", serviceArea: "housing" },
  verifiedAt: "2024-02-27T06:04:59.000Z",
  files: 1,
  bytes: 7,
  tables: [
    {
      database: "app",
      table: "public.users",
      files: 1,
      bytes: 7,
      fingerprint: createHash("sha256").update("x.parquet\n7").digest("hex"),
    },
  ],
  skippedTables: [],
  warnings: ["app: COMPLETE, its extensions are not exported"],
  writtenAt: 300,
};

/** It has landed, as it should. */
export const landed: History = {
  snapshots: [
    {
      planned: 0,
      arn: ARN,
      instance: "c1",
      createTime: new Date("2024-02-27T06:00:00Z"),
      importDate: "20240227",
      availableAt: 60,
      deletedAt: undefined,
      lostEvents: 0,
    },
  ],
  exports: [
    {
      taskId: "rds-c1-a",
      planned: 0,
      startedAt: 70,
      endedAt: 190,
      status: "COMPLETE",
      byHand: false,
      files: new Map([[KEY, 7]]),
    },
  ],
  zone: new Map([[TARGET, { bytes: 7, writtenAt: 250, source: `export-bucket/${KEY}` }]]),
  manifests: [manifest],
  workflowRuns: [{ runId: "1", taskId: "rds-c1-a", importDate: "20240227", startedAt: 301, complete: true }],
  letters: [],
  ignored: [],
  messages: { sent: 9, deleted: 9, deadLettered: 0, left: 0, expired: 0, lost: 0 },
  mostExportsAtOnce: 1,
  startsBeyondQuota: 0,
  copiesBegunAnew: 0,
  uploadsLeft: 0,
  quiet: true,
  endedAt: 43_200,
  injected: [],
  calls: new Map(),
  invocations: { count: 9, killed: 0, timedOut: 0 },
  metrics: new Map(),
  timeline: [],
};

/** About the export of that snapshot. */
export const letter = (code: string, reason = `Export task rds-c1-a: ${code}`): LetterHistory => ({
  queue: "copier",
  at: 400,
  body: "",
  letter: {
    kind: "db-snapshot-to-s3/dead-letter",
    version: 1,
    function: "s3-to-s3-copier",
    code,
    reason,
    remedy: "Do something.",
    snapshot: ARN,
    exportTask: "rds-c1-a",
    failedAt: "2024-02-27T07:00:00.000Z",
    messageId: "1",
    original: "{}",
  },
});

/** Its export is complete, and nothing of it has landed. */
export const lost: History = { ...landed, zone: new Map(), manifests: [], workflowRuns: [] };
/** What the functions would count in such a run. */
export const counting = (history: History): History => ({
  ...history,
  metrics: new Map([
    ["exportStarted", history.exports.filter(({ byHand }) => !byHand).length],
    ["snapshotLanded", history.manifests.length],
    ["messageDeadLettered", history.letters.filter((each) => each.letter !== undefined).length],
    ["filesCopied", ours(history).length],
    ["bytesCopied", ours(history).reduce((sum, { bytes }) => sum + bytes, 0)],
  ]),
});
const ours = ({ zone }: History) =>
  [...zone.values()].filter(({ source = "" }) => source.startsWith("export-bucket/rds-c1-a"));
/** Names of the invariants that a run breaks. */
export const broken = (history: History, of: Plan = plan()): readonly string[] => [
  ...new Set(violationsOf(of, counting(history)).map(({ invariant }) => invariant)),
];
/** A fault that something met once. */
export const met = (fault: Fault): Pick<History, "injected"> => ({ injected: [{ fault, times: 1 }] });
