import { isRunning } from "../status/exports-of-sandbox";
import type { ExportFacts, Found, SnapshotFacts } from "../status/facts";
import { valuesOf } from "../status/found";
import type { SandboxParts } from "../status/sandbox/sandbox-parts";

/** What is to become of one manual snapshot of the sandbox's database. */
export type SnapshotPlan =
  | {
      readonly kind: "delete";
      readonly snapshot: SnapshotFacts;
      /** Exports of it that are cancelled first. */
      readonly cancel: readonly ExportFacts[];
    }
  /** Somebody deletes it already. */
  | { readonly kind: "going"; readonly snapshot: SnapshotFacts }
  | { readonly kind: "keep"; readonly snapshot: SnapshotFacts; readonly why: string };

export interface CleanFacts {
  readonly parts: Pick<SandboxParts, "database" | "exportBucket" | "exportServiceRole">;
  readonly snapshots: readonly SnapshotFacts[];
  readonly exports: Found<readonly ExportFacts[]>;
  /** Whether exports of the sandbox's own pipeline may be cancelled. */
  readonly cancelExports: boolean;
}

/**
 * Only manual snapshots of the sandbox's database are in the plan, whatever else is among the facts: automated ones go
 * with the database, and those of others are nobody's business here.
 */
export function planClean(facts: CleanFacts): readonly SnapshotPlan[] {
  return facts.snapshots
    .filter(({ databaseIdentifier }) => databaseIdentifier === facts.parts.database)
    .filter(({ type }) => type === "manual")
    .map((snapshot) => planSnapshot(snapshot, facts));
}

function planSnapshot(snapshot: SnapshotFacts, facts: CleanFacts): SnapshotPlan {
  const keep = (why: string): SnapshotPlan => ({ kind: "keep", snapshot, why });
  if (snapshot.status === "deleting") return { kind: "going", snapshot };
  if (snapshot.status === "creating") return keep("it is being made: try again when it is available");
  if (facts.exports.kind === "unreadable")
    return keep(`it may be being exported, which could not be looked at: ${facts.exports.why}`);
  const running = valuesOf(facts.exports)
    .filter(isRunning)
    .filter(({ snapshotArn }) => snapshotArn === snapshot.arn);
  const others = running.filter((task) => !isOfPipeline(task, facts.parts));
  if (others.length > 0) return keep(`${taskWords(others)}, which this sandbox has not started`);
  if (running.length === 0 || facts.cancelExports) return { kind: "delete", snapshot, cancel: running };
  return keep(`${taskWords(running)}: wait for its end, or cancel it by --cancel-exports`);
}

/** By bucket and role: both bear names that only this sandbox has. */
function isOfPipeline({ bucket, roleArn }: ExportFacts, parts: CleanFacts["parts"]): boolean {
  return bucket === parts.exportBucket && roleArn.endsWith(`:role/${parts.exportServiceRole}`);
}

const taskWords = (tasks: readonly ExportFacts[]): string =>
  `it is being exported by task ${tasks.map(({ identifier, percent }) => `${identifier} (${percent} %)`).join(", ")}`;
