import type { Mutation } from "./mutated-handlers";

/** A bug that somebody might write, and that the simulation must find. */
export interface NamedBug extends Mutation {
  readonly name: string;
  /** What goes wrong in AWS, as a sentence. */
  readonly meaning: string;
}

/** Bugs to try the simulation on: one change of one source file each. */
export const NAMED_BUGS: readonly NamedBug[] = [
  {
    name: "a retry is dropped",
    meaning: "Throttling, server errors and lost connections end in a dead letter at once.",
    file: "functions/shared/failure-outcome.ts",
    search: 'if (error.kind === "healable")',
    replacement: 'if (error.kind === ("never" as string))',
  },
  {
    name: "verification is skipped",
    meaning: "What lies in the zone is never compared with the export.",
    file: "functions/copier/verify/verifier.ts",
    search: "if (agrees && !(await ports.others.isLanding(table, ports.time.signal))) return undefined;",
    replacement: "if (agrees || !agrees) return undefined;",
  },
  {
    name: "the prefix ends without a slash",
    meaning: "The listing of an export also shows another export whose identifier begins like its own.",
    file: "functions/copier/export-prefix.ts",
    search: 'id, ""]',
    replacement: "id]",
  },
  {
    name: "only STARTING exports are counted",
    meaning: "An export that is IN_PROGRESS seems to take no slot of the quota.",
    file: "functions/export/decide.ts",
    search: 'new Set(["STARTING", "IN_PROGRESS", "CANCELING"])',
    replacement: 'new Set(["STARTING"])',
  },
  {
    name: "the place is saved too early",
    meaning: "The next invocation goes on behind files whose copies were still in flight.",
    file: "functions/copier/low-water-mark.ts",
    search: "this.pending.push(item);",
    replacement: "this.mark = key;\n    this.pending.push(item);",
  },
  {
    name: "a failed copy is swallowed",
    meaning: "A file that S3 did not copy counts as landed.",
    file: "functions/copier/land.ts",
    search: "await storage.copy(bucket, copy, time.signal);",
    replacement: "await storage.copy(bucket, copy, time.signal).catch(() => undefined);",
  },
  {
    name: "the workflow starts before the manifest",
    meaning: "Glue reads a landing that nobody has verified yet.",
    file: "functions/copier/land-export.ts",
    search: "  const landed = await verifyAndConclude(job, from, copy, dependencies);",
    replacement:
      "  await finish(job, landedBefore(job), dependencies);\n" +
      "  const landed = await verifyAndConclude(job, from, copy, dependencies);",
  },
  {
    name: "a complete export is made again",
    meaning: "A late or doubled event exports the snapshot a second time, under new file names.",
    file: "functions/export/decide.ts",
    search: 'const ENDED_WITHOUT_DATA: ReadonlySet<string> = new Set(["FAILED", "CANCELED"]);',
    replacement:
      'const ENDED_WITHOUT_DATA: ReadonlySet<string> = new Set(["FAILED", "CANCELED", "COMPLETE"]);',
  },
  {
    name: "an upload in parts is not given up",
    meaning: "Parts of a failed copy stay in the zone, unseen and paid for.",
    file: "functions/copier/multipart-copy.ts",
    search: "await giveUp(client, upload, log);",
    replacement: "",
  },
  {
    name: "on_skipped_tables = fail is not heeded",
    meaning: "A landing without a table of the database gets a manifest, and its workflow starts.",
    file: "functions/copier/conclude-landing.ts",
    search: 'environment.ON_SKIPPED_TABLES === "fail"',
    replacement: 'environment.ON_SKIPPED_TABLES === ("never" as string)',
  },
  {
    name: "RDS's word is taken for a table",
    meaning:
      "A table that RDS calls complete, and of which it has written nothing, is in no manifest, and nobody is told.",
    file: "functions/copier/conclude-landing.ts",
    search: "tableMissing(job, reported.missing) ??",
    replacement: "tableMissing(job, reported.missing.slice(reported.missing.length)) ??",
  },
  {
    name: "the day is a local one",
    meaning: "A snapshot of the last hour before midnight, UTC, lands under the next day.",
    file: "functions/shared/landing-date.ts",
    search: "const iso = snapshotTime.toISOString();",
    replacement: "const iso = new Date(snapshotTime.getTime() + 3_600_000).toISOString();",
  },
  {
    name: "a landing is not claimed",
    meaning: "RDS's event and the polling message copy each file twice.",
    file: "functions/copier/landing-claim.ts",
    search: "if (held !== undefined)",
    replacement: "if (held !== undefined && Date.now() < 0)",
  },
  {
    name: "the workflow's start is not claimed",
    meaning: "Two invocations that come to the end at once both start the workflow.",
    file: "functions/copier/start-workflow.ts",
    search: "const held = await claim(ports.records, claimKey, claimant);",
    replacement: "const held: { heldSince: string } | undefined = await Promise.resolve(undefined);",
  },
  {
    name: "reconciliation starts nothing",
    meaning: "A snapshot whose events are lost, or that has none, is never exported.",
    file: "functions/export/reconcile/reconcile.ts",
    search: "await startExports(judged, look, dependencies)",
    replacement: "{ outcomes: [], left: 0 }",
  },
  {
    name: "the last of a day counts as its first",
    meaning: "With first_of_day the order in which snapshots were taken is turned round.",
    file: "functions/export/landing-rules.ts",
    search: "first === undefined || isEarlier(each, first) ? each : first",
    replacement: "first === undefined || isEarlier(first, each) ? each : first",
  },
  {
    name: "only the first page is listed",
    meaning: "Files behind S3's first page are neither copied nor missed.",
    file: "functions/shared/s3-listing.ts",
    search: "while (ContinuationToken !== undefined)",
    replacement: "while (Bucket === undefined)",
  },
  {
    name: "an empty table is forgotten",
    meaning: "A table without rows is in no manifest, as if RDS had not exported it.",
    file: "functions/copier/verify/verifier.ts",
    search: "if (table.tally.files > 0 || table.success)",
    replacement: "if (table.tally.files > 0)",
  },
  {
    name: "a repeated export starts no workflow",
    meaning: "What lands by a second export, after the first has failed, is never worked on.",
    file: "functions/copier/land-export.ts",
    search: "const run = landingRun(job, dependencies);",
    replacement: String.raw`const run = /-r\d+$/.test(job.task.id) ? undefined : landingRun(job, dependencies);`,
  },
  {
    name: "what a failed export left is copied, too",
    meaning: "Half a snapshot's rows lie in the zone beside those of the export that is made again.",
    file: "functions/copier/handle-copy-request.ts",
    search: "  const toldOnce = hasEndedInVain",
    replacement: `  if (hasEndedInVain && records !== undefined) {
    const { land } = await import("./land");
    const { otherExports } = await import("./verify/other-exports");
    const { storage, environment } = dependencies;
    const { bucket } = task;
    const { date } = records;
    await land(
      { bucket, prefix: exportPrefix(task), serviceArea: environment.SERVICE_AREA, date },
      { storage, others: otherExports({ task, date, zoneEmptyAt: undefined }, dependencies) },
      delivery.invocation,
    );
  }
  const toldOnce = hasEndedInVain`,
  },
  {
    name: "looks leave a snapshot alone for days",
    meaning: "One that no event tells of, and that is deleted after two days, is never exported.",
    file: "functions/export/reconcile/decide-reconciliation.ts",
    search: "export const EXPORT_GRACE = HOURS",
    replacement: "export const EXPORT_GRACE = 60 * HOURS",
  },
  {
    name: "an export that failed is not made again",
    meaning: "A snapshot whose first export fails never lands, though RDS lists it for days.",
    file: "functions/export/reconcile/decide-reconciliation.ts",
    search: "export const MAX_EXPORTS = 3",
    replacement: "export const MAX_EXPORTS = 1",
  },
  {
    name: "the event of a backup's start is not heeded",
    meaning: "A snapshot of which the finish event gets lost is not exported where nobody looks.",
    file: "functions/export/handler.ts",
    search: '      case "backup-event": {',
    replacement: `      case "backup-event": {
        if (message.phase === "started") return [{ kind: "ignore", subject: NO_SUBJECT, reason: "a start" }];`,
  },
];
