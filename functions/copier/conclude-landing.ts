import { importDate } from "../shared/landing-date";
import { recordKey } from "../shared/landing-records";
import type { Manifest, ManifestTable } from "../shared/manifest";
import type { Outcome } from "../shared/outcome";
import { EXPORT_ANEW } from "../shared/remedies";
import type { LandedFiles } from "./land";
import { copyMetrics } from "./copy-outcome";
import type { CopierDependencies, LandingJob } from "./landing-job";
import { manifestBody, manifestOf, nameInstance } from "./manifest";
import { namedWords } from "./named-list";
import { leftOut, type LeftOut } from "./skipped-tables";
import type { Done } from "./start-workflow";
import { readTableReports } from "./verify/read-table-reports";
import { judgeReport } from "./verify/table-report";

/** A snapshot holds the grants of its time: whatever exports it again leaves out the same tables. */
const NEW_SNAPSHOT =
  "A GRANT does not change a snapshot that exists: take a new snapshot, which lands by itself unless a rule of yours ignores it; " +
  "then delete this letter.";

/**
 * The last step of a landing whose files are all in the zone: holds RDS's own reports against them, and writes the manifest.
 *
 * @param tables every table of the export, verified
 * @param copied what this invocation has copied
 * @returns `done` when there is a manifest @throws AwsCallError
 */
export async function concludeLanding(
  job: LandingJob,
  tables: readonly ManifestTable[],
  copied: LandedFiles | undefined,
  { records, environment, clock, log }: CopierDependencies,
): Promise<Done | Exclude<Outcome, Done>> {
  const { task, date, prefix, subject, warnings: said } = job;
  const reports = await readTableReports(records, prefix);
  if (reports.unreadable.length > 0)
    log.warn(`RDS's reports of ${task.id} cannot be read: ${namedWords(reports.unreadable)}`, {
      ...subject,
      reason: "RDS's reports of tables have another form than when this was written",
    });
  const reported = judgeReport(reports.entries, tables);
  const unread = reports.unreadable.map(
    (key) => `RDS's report ${key} has a form that is not known: not read`,
  );
  const left = leftOut(said, { ...reported, warnings: [...reported.warnings, ...unread] });

  const manifest = manifestOf({
    task,
    date,
    prefix,
    landingZone: { bucket: environment.BUCKET_DESTINATION, serviceArea: environment.SERVICE_AREA },
    instance: job.instance,
    verifiedAt: clock.now(),
    tables,
    ...left,
  });
  const obstacle =
    tableMissing(job, reported.missing) ??
    withoutTables(job, manifest, [...left.skippedTables, ...said.general]) ??
    (environment.ON_SKIPPED_TABLES === "fail" ? tablesSkipped(job, left) : undefined);
  if (obstacle !== undefined) return obstacle;

  if (left.skippedTables.length + left.warnings.length > 0)
    log.warn(`Export task ${task.id} is COMPLETE with warnings: see skippedTables`, {
      ...subject,
      skippedTables: left.skippedTables,
      general: left.warnings,
    });
  const written = await records.create(recordKey(date, task.id, "manifest"), manifestBody(manifest));
  if (written === "exists") await nameInstance(job, records);
  // What is left out may be a table or, by a general warning of the task, a whole database: each is counted and alarmed.
  const alarming = left.skippedTables.length + said.general.length;
  return {
    ...landed(job, manifest, copied),
    metrics: {
      ...(copied && copyMetrics(copied)),
      // Two invocations may come to this point; one of them lands the snapshot.
      ...(written === "created" && { snapshotLanded: 1, ...(alarming > 0 && { tablesSkipped: alarming }) }),
    },
  };
}

function landed(job: LandingJob, manifest: Manifest, copied: LandedFiles | undefined): Done {
  const { files, bytes, tables } = manifest;
  const emptyTables = tables.filter((table) => table.files === 0).length;
  return {
    kind: "done",
    subject: job.subject,
    decision: "landed",
    reason:
      files === 0
        ? `Every table of the export is empty: ${tables.length} tables, zero files landed`
        : `Every Parquet file of the export is in the landing zone: ${files} files of ${tables.length} tables`,
    nextStep: "none: no workflow is set",
    counts: {
      tables: tables.length,
      emptyTables,
      files,
      bytes,
      copied: copied?.files ?? 0,
      alreadyThere: copied?.alreadyThere ?? 0,
      importDate: importDate(job.date),
      backdated: job.date.backdated,
      skippedTables: manifest.skippedTables.length,
      warnings: manifest.warnings.length,
    },
  };
}

function tableMissing(
  { subject, task, prefix }: LandingJob,
  missing: readonly string[],
): Outcome | undefined {
  if (missing.length === 0) return undefined;
  return {
    kind: "reject",
    subject,
    code: "TABLE_MISSING",
    reason: `RDS reports ${missing.length} tables as exported of which nothing lies at ${task.bucket}/${prefix}: ${namedWords(missing)}`,
    remedy:
      "There is no manifest and no workflow was started. See whether files of the export were deleted; if RDS never wrote them, open " +
      `a case with AWS support. Then delete this letter. ${EXPORT_ANEW}`,
  };
}

function withoutTables(
  { subject }: LandingJob,
  { files }: Manifest,
  left: readonly string[],
): Outcome | undefined {
  if (files > 0 || left.length === 0) return undefined;
  return {
    kind: "reject",
    subject,
    code: "EXPORT_WITHOUT_TABLES",
    reason: `The export is COMPLETE without a single Parquet file, and RDS warns: ${namedWords(left)}`,
    remedy:
      "No workflow was started. If the tables are empty indeed, delete this letter. Else see that the database's master user may " +
      `read its tables (GRANT). ${NEW_SNAPSHOT}`,
  };
}

function tablesSkipped({ subject }: LandingJob, { skippedTables }: LeftOut): Outcome | undefined {
  if (skippedTables.length === 0) return undefined;
  return {
    kind: "reject",
    subject,
    code: "TABLES_SKIPPED",
    reason: `RDS left ${skippedTables.length} tables out of the export; the others have landed: ${namedWords(skippedTables)}`,
    remedy:
      "There is no manifest and no workflow was started, as on_skipped_tables is fail. See that the database's master user may read " +
      "these tables (GRANT) and that RDS can export their columns; have the zone's owner remove what of this export has landed. " +
      `${NEW_SNAPSHOT} Or, to go on without these tables, set on_skipped_tables to warn, apply, and redrive this letter: ` +
      "nothing is copied again.",
    metrics: { tablesSkipped: skippedTables.length },
  };
}
