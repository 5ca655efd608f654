import type { ExportFacts, Found, SnapshotFacts } from "./facts";

/** Statuses in which a task still works (API_ExportTask). */
const RUNNING = new Set(["STARTING", "IN_PROGRESS", "CANCELING"]);

export const isRunning = ({ status }: Pick<ExportFacts, "status">): boolean => RUNNING.has(status);

/**
 * Tasks that export a snapshot of the sandbox's database, or write into its bucket. Those of others, which RDS lists
 * with them, are left out.
 */
export function exportsOfSandbox(
  exports: Found<readonly ExportFacts[]>,
  snapshots: Found<readonly SnapshotFacts[]>,
  exportBucket: string,
): Found<readonly ExportFacts[]> {
  if (exports.kind !== "there") return exports;
  const arns = new Set(snapshots.kind === "there" ? snapshots.value.map(({ arn }) => arn) : []);
  const ofSandbox = exports.value.filter(
    ({ snapshotArn, bucket }) => arns.has(snapshotArn) || bucket === exportBucket,
  );
  return { kind: "there", value: ofSandbox };
}
