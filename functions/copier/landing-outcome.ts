import { failureOutcome } from "../shared/failure-outcome";
import type { Outcome, Subject } from "../shared/outcome";
import type { Landing, LandedFiles } from "./land";
import { importDate, type LandingDate } from "../shared/landing-date";
import type { Problem } from "./plan";
import type { TaskWarnings } from "./task-warnings";

/** What was landed, or was to be. */
export interface LandingContext {
  readonly bucket: string;
  readonly prefix: string;
  readonly date: LandingDate;
  readonly warnings: TaskWarnings;
}

type Done = Extract<Outcome, { kind: "done" }>;

const REMEDIES: Readonly<Record<Problem["code"], string>> = {
  FILE_TOO_LARGE:
    "Copy the export by hand (aws s3 cp copies such files in parts) to the keys of the landing zone, then start the workflow.",
  UNKNOWN_LAYOUT:
    "See what lies in the export bucket: if RDS has changed its layout the copier must learn it; strange files must go. Then redrive this letter.",
  LANDING_KEYS_COLLIDE:
    "Two files of one table have one name: land one of them by hand under another name, then start the workflow.",
};

/** What becomes of a message after the copy: `done` when everything has landed. */
export function landingOutcome(
  landing: Landing,
  subject: Subject,
  context: LandingContext,
): Done | Exclude<Outcome, Done> {
  switch (landing.kind) {
    case "landed":
      return landedOutcome(landing.files, subject, context);
    case "problems": {
      const more = landing.total - landing.named.length;
      return {
        kind: "reject",
        subject,
        code: landing.first.code,
        reason: landing.named.join("; ") + (more > 0 ? `; and ${more} more` : ""),
        remedy: `No workflow was started. ${REMEDIES[landing.first.code]}`,
      };
    }
    case "time-short":
      return {
        kind: "wait",
        subject,
        cause: "time-short",
        reason: `${landing.files.files} files were copied before the invocation's time ran short: the next one copies ${landing.files.zoneListable ? "what is missing" : "all of them again, since the zone's owner does not allow s3:ListBucket"}`,
        counts: { ...landing.files },
      };
    case "failed": {
      const outcome = failureOutcome(landing.error, subject);
      return {
        ...outcome,
        reason: `${outcome.reason} (${landing.failures} failures; ${landing.files.files} files were copied; no workflow was started)`,
        counts: { ...landing.files, failures: landing.failures },
      };
    }
  }
}

function landedOutcome(files: LandedFiles, subject: Subject, context: LandingContext): Outcome {
  const { bucket, prefix, date, warnings } = context;
  if (files.objects === 0)
    return {
      kind: "reject",
      subject,
      code: "EXPORT_IS_EMPTY",
      reason: `The export is COMPLETE, but nothing lies at ${bucket}/${prefix}: its files were deleted or have expired`,
      remedy:
        "See the export bucket's lifecycle rules. If the snapshot still exists, export it by hand under another task " +
        "identifier, and send the copier's queue that task's message.",
    };
  // What is left out may be a table or, by a general warning, a whole database: each is counted and alarmed.
  const left = [...warnings.skippedTables, ...warnings.general];
  const landed = files.files + files.alreadyThere;
  if (landed === 0 && left.length > 0)
    return {
      kind: "reject",
      subject,
      code: "EXPORT_WITHOUT_TABLES",
      reason: `The export is COMPLETE without a single Parquet file, and RDS warns: ${left.join("; ")}`,
      remedy:
        "No workflow was started. See that the database's master user may read its tables (GRANT), then send the export " +
        "queue the snapshot's request; if the tables are empty indeed, delete this letter.",
    };
  return {
    kind: "done",
    subject,
    decision: "landed",
    reason:
      landed === 0
        ? `The export holds no Parquet file among ${files.objects} objects: every table is empty, zero files landed`
        : `Every Parquet file of the export has landed: ${landed} files${files.alreadyThere > 0 ? `, ${files.alreadyThere} of them before` : ""}`,
    nextStep: "none: no workflow is set",
    counts: {
      ...files,
      importDate: importDate(date),
      backdated: date.backdated,
      skippedTables: warnings.skippedTables.length,
      warnings: left.length,
    },
    metrics: {
      snapshotLanded: 1,
      filesCopied: files.files,
      bytesCopied: files.bytes,
      ...(left.length > 0 && { tablesSkipped: left.length }),
    },
  };
}
