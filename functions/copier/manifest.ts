import type { ExportTask } from "../shared/export-task";
import { importDate, type LandingDate } from "../shared/landing-date";
import { recordKey, type LandingRecords } from "../shared/landing-records";
import { MANIFEST_VERSION, readManifest, type Manifest, type ManifestTable } from "../shared/manifest";

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

/** The manifest as it is stored. */
export function manifestBody(manifest: Manifest): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** Whose manifest it is, and the instance that the message at hand names. */
export interface NamedInstance {
  readonly task: Pick<ExportTask, "id">;
  readonly date: LandingDate;
  readonly instance: string | undefined;
}

/**
 * Adds the instance to a manifest that was written without: an event of a finished export does not name it, and once the
 * snapshot is deleted nothing else tells whose first one of the day has landed. One of another release stays as it is.
 *
 * @throws AwsCallError
 */
export async function nameInstance(
  { task, date, instance }: NamedInstance,
  records: Pick<LandingRecords, "read" | "replace">,
): Promise<void> {
  if (instance === undefined) return;
  const key = recordKey(date, task.id, "manifest");
  const record = await records.read(key);
  if (record === undefined) return;
  const manifest = readManifest(record.body);
  if (manifest?.snapshot.instance !== null) return;
  const named = { ...manifest, snapshot: { ...manifest.snapshot, instance } };
  // Whoever else has changed it meanwhile has done just that.
  await records.replace(key, manifestBody(named), record.etag);
}

/** RDS names its automated snapshots after the instance; an event of a finished export says no more than that. */
function instanceOf(snapshotArn: string): string | undefined {
  return /:snapshot:rds:(.+)-\d{4}-\d{2}-\d{2}-\d{2}-\d{2}$/.exec(snapshotArn)?.[1];
}

function total(tables: readonly ManifestTable[], figure: "files" | "bytes"): number {
  return tables.reduce((sum, table) => sum + table[figure], 0);
}
