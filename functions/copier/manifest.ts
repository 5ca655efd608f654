import type { ExportTask } from "../shared/export-task";
import { importDate, type LandingDate } from "../shared/landing-date";
import { MANIFEST_VERSION, type Manifest, type ManifestTable } from "../shared/manifest";

/** What a manifest is made of. */
export interface ManifestFacts {
  readonly task: ExportTask;
  readonly date: LandingDate;
  /** Of the export's objects, with a slash at the end. */
  readonly prefix: string;
  readonly landingZone: Manifest["landingZone"];
  /** The snapshot's instance, where the message names it. */
  readonly instance: string | undefined;
  readonly verifiedAt: Date;
  readonly tables: readonly ManifestTable[];
  readonly skippedTables: readonly string[];
  readonly warnings: readonly string[];
}

/** The record of one complete, verified landing. */
export function manifestOf(facts: ManifestFacts): Manifest {
  const { task, date, tables } = facts;
  return {
    ...MANIFEST_VERSION,
    exportTask: task.id,
    snapshot: {
      arn: task.sourceArn,
      time: task.snapshotTime?.toISOString() ?? null,
      instance: facts.instance ?? instanceOf(task.sourceArn) ?? null,
    },
    importDate: importDate(date),
    backdated: date.backdated,
    export: { bucket: task.bucket, prefix: facts.prefix },
    landingZone: facts.landingZone,
    verifiedAt: facts.verifiedAt.toISOString(),
    files: total(tables, "files"),
    bytes: total(tables, "bytes"),
    tables: [...tables],
    skippedTables: [...facts.skippedTables],
    warnings: [...facts.warnings],
  };
}

/** RDS names its automated snapshots after the instance; an event of a finished export says no more than that. */
function instanceOf(snapshotArn: string): string | undefined {
  return /:snapshot:rds:(.+)-\d{4}-\d{2}-\d{2}-\d{2}-\d{2}$/.exec(snapshotArn)?.[1];
}

function total(tables: readonly ManifestTable[], figure: "files" | "bytes"): number {
  return tables.reduce((sum, table) => sum + table[figure], 0);
}
