import { failureOutcome } from "../shared/failure-outcome";
import { landingFolder } from "../shared/landing-records";
import type { ManifestTable } from "../shared/manifest";
import type { Outcome } from "../shared/outcome";
import { withInvocationTime } from "./invocation-time";
import type { LandedFiles } from "./land";
import type { CopierDependencies, LandingJob } from "./landing-job";
import type { VerifyPlace } from "./place";
import { differentOutcome } from "./verify-outcome";
import { partsFolder, readParts, savePart } from "./verified-parts";
import { otherExports } from "./verify/other-exports";
import { verifyExport, type Verification } from "./verify/verify";
import { ZoneNotListableError, type TableName } from "./verify/zone-partition";

export type VerifiedLanding =
  | { readonly kind: "verified"; readonly tables: readonly ManifestTable[] }
  | { readonly kind: "not-yet"; readonly outcome: Outcome };

/** What this invocation has copied, when every file of the export is. */
export interface Copied {
  readonly files: LandedFiles;
  /** When nothing lay in the partitions of any of its files. @default something did, or nobody looked */
  readonly zoneEmptyAt?: Date;
}

/**
 * Verifies a landing as far as this invocation comes.
 *
 * @param given where to go on
 * @param copied what this invocation has copied before: that alone is progress
 */
export async function verifyLanding(
  job: LandingJob,
  given: VerifyPlace,
  copied: Copied | undefined,
  dependencies: CopierDependencies,
): Promise<VerifiedLanding> {
  const { storage, records, rds, environment, log } = dependencies;
  const { task, date, prefix, subject } = job;
  const from = usablePlace(given, job);
  if (from !== given)
    log.warn("The message's Place is not of this export: everything is verified from the start", {
      ...subject,
      reason: "the message's Place is not of this export",
    });

  const settings = { bucket: task.bucket, prefix, serviceArea: environment.SERVICE_AREA, date };
  const own = { task, date, zoneEmptyAt: copied?.zoneEmptyAt };
  const others = otherExports(own, { records, rds, storage });
  const verification = await withInvocationTime(job.invocation, (time) =>
    verifyExport(settings, from, { storage, others, time }),
  );
  if (verification.end.kind === "whole")
    return await allTables(job, from, verification.tables, verification.end.first, dependencies);
  return {
    kind: "not-yet",
    outcome: await notYet(job, from, verification, copied !== undefined, dependencies),
  };
}

/** A place that is another export's proves nothing about this one. */
function usablePlace(place: VerifyPlace, { task, date, prefix }: LandingJob): VerifyPlace {
  const folder = partsFolder(landingFolder(date, task.id));
  const isOurs =
    (place.after ?? prefix).startsWith(prefix) && place.parts.every((key) => key.startsWith(folder));
  return isOurs ? place : { phase: "verify", parts: [], round: place.round };
}

async function allTables(
  job: LandingJob,
  from: VerifyPlace,
  now: readonly ManifestTable[],
  first: TableName | undefined,
  { records }: CopierDependencies,
): Promise<VerifiedLanding> {
  const earlier = await readParts(records, from.parts);
  const tables = [...(earlier ?? []), ...now];
  const isFirst = ({ database, table }: TableName): boolean =>
    database === first?.database && table === first.table;
  // A message whose place lies behind tables that nobody has verified proves nothing.
  if (earlier !== undefined && (first === undefined || tables.some(isFirst)))
    return { kind: "verified", tables };
  return {
    kind: "not-yet",
    outcome: {
      kind: "wait",
      subject: job.subject,
      cause: "time-short",
      reason: `What the message says to be verified is not, or cannot be read any more (${from.parts.join(", ")}): everything is verified again`,
      body: job.body({ phase: "verify", parts: [], round: from.round }),
    },
  };
}

async function notYet(
  job: LandingJob,
  from: VerifyPlace,
  { tables, end }: Verification,
  copied: boolean,
  { records }: CopierDependencies,
): Promise<Outcome> {
  if (end.kind === "whole" || end.kind === "nothing") return exportIsEmpty(job);
  // Redriven, such a letter verifies again what this invocation has: what it names may lie anywhere in it.
  if (end.kind === "different") return differentOutcome(end.differences, job, from);
  const parts =
    tables.length === 0
      ? from.parts
      : [...from.parts, await savePart(records, landingFolder(job.date, job.task.id), job.messageId, tables)];
  const place: VerifyPlace = { phase: "verify", ...end.at, parts, round: from.round };
  if (end.error instanceof ZoneNotListableError) return zoneNotListable(end.error, job, place);
  if (end.error !== undefined) return failureOutcome(end.error, job.subject, job.body(place));
  const counted = place.table?.recount !== true && place.table?.zone?.after !== from.table?.zone?.after;
  const progressed = copied || place.after !== from.after || counted;
  return {
    kind: "wait",
    subject: job.subject,
    cause: "time-short",
    reason: `${tables.length} tables were verified before the invocation's time ran short: the next one goes on`,
    counts: { tablesVerified: tables.length },
    metrics: { landingContinued: 1 },
    body: job.body(place),
    ...(progressed && { progressed: true as const }),
  };
}

function exportIsEmpty({ task, prefix, subject }: LandingJob): Outcome {
  return {
    kind: "reject",
    subject,
    code: "EXPORT_IS_EMPTY",
    reason: `The export is COMPLETE, but nothing lies at ${task.bucket}/${prefix}: its files were deleted or have expired`,
    remedy:
      "See the export bucket's lifecycle rules. If the snapshot still exists, export it by hand under another task " +
      "identifier, and send the copier's queue that task's message.",
  };
}

function zoneNotListable(error: ZoneNotListableError, job: LandingJob, place: VerifyPlace): Outcome {
  return {
    kind: "reject",
    subject: job.subject,
    code: "ZONE_NOT_LISTABLE",
    reason: `The files are copied, but whether all of them are there cannot be seen: ${error.message}`,
    remedy:
      "There is no manifest and no workflow was started. Have the landing zone's owner allow the copier's role s3:ListBucket " +
      "on the bucket; then redrive this letter: nothing is copied again.",
    body: job.body(place),
  };
}
