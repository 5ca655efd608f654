import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { manifestSchema, type Manifest } from "../../functions/shared/manifest";
import type { LocalBuckets, StoredObject } from "../aws/s3/local-buckets";

/** What the manifest of a landing says, and whether that is so. */
export interface ManifestComparison {
  /** Bucket and key. */
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
  readonly tables: number;
  /** Nothing in `problems`. */
  readonly agrees: boolean;
  /** Where it and what lies in the buckets differ, in words. */
  readonly problems: readonly string[];
}

/** A landing to be looked at. */
export interface ManifestRequest {
  readonly buckets: Pick<LocalBuckets, "objects" | "filePath">;
  readonly task: { readonly identifier: string; readonly bucket: string; readonly prefix: string };
  readonly zone: { readonly bucket: string; readonly serviceArea: string };
  /** YYYYMMDD, UTC. */
  readonly importDate: string;
}

/** An export's file, and where it has to be in the zone. */
interface LandedFile {
  readonly table: string;
  readonly name: string;
  readonly object: StoredObject;
  readonly landingKey: string;
}

/**
 * Compares a manifest with the export and with the landing zone. Shares no code with the copier: counts and
 * fingerprints are made anew, as the manifest's schema describes them.
 *
 * @returns undefined when there is no manifest
 */
export function compareManifest(request: ManifestRequest): ManifestComparison | undefined {
  const { buckets, task, importDate } = request;
  const key = `_landings/import_date=${importDate}/${task.identifier}/manifest.json`;
  const file = buckets.filePath(task.bucket, key);
  if (file === undefined) return undefined;
  const where = `${task.bucket}/${key}`;
  const read = manifestSchema.safeParse(parsed(readFileSync(file, "utf8")));
  if (!read.success)
    return {
      ...{ path: where, files: 0, bytes: 0, tables: 0, agrees: false },
      problems: [`it is not what its schema says: ${read.error.message}`],
    };
  const manifest = read.data;
  const landed = landedFiles(request);
  const problems = [
    ...nameProblems(manifest, request),
    ...tableProblems(manifest, landed, exportedTables(request)),
    ...zoneProblems(landed, request),
  ];
  const { files, bytes } = manifest;
  return {
    path: where,
    ...{ files, bytes, tables: manifest.tables.length },
    agrees: problems.length === 0,
    problems,
  };
}

function nameProblems(manifest: Manifest, { task, zone, importDate }: ManifestRequest): string[] {
  const pairs: [string, string, string][] = [
    ["export task", manifest.exportTask, task.identifier],
    ["import date", manifest.importDate, importDate],
    ["export bucket", manifest.export.bucket, task.bucket],
    ["prefix", manifest.export.prefix, exportPrefix(task)],
    ["landing zone", manifest.landingZone.bucket, zone.bucket],
    ["service area", manifest.landingZone.serviceArea, zone.serviceArea],
  ];
  return pairs.flatMap(([what, says, is]) => (says === is ? [] : [`its ${what} is ${says}, not ${is}`]));
}

function tableProblems(
  manifest: Manifest,
  landed: readonly LandedFile[],
  exported: ReadonlySet<string>,
): string[] {
  const said = new Map(manifest.tables.map((table) => [`${table.database}/${table.table}`, table]));
  const unknown = [...said.keys()].filter((table) => !exported.has(table));
  const counted = [...exported].flatMap((table) => {
    const says = said.get(table);
    if (says === undefined) return [`${table} is in the export, and not in it`];
    const files = landed.filter((each) => each.table === table);
    const bytes = files.reduce((sum, { object }) => sum + object.size, 0);
    if (says.files !== files.length || says.bytes !== bytes)
      return [
        `${table}: ${says.files} files, ${says.bytes} bytes, where there are ${files.length}, ${bytes}`,
      ];
    return says.fingerprint === fingerprint(files) ? [] : [`${table}: its fingerprint is of other files`];
  });
  const total = landed.reduce((sum, { object }) => sum + object.size, 0);
  const sums =
    manifest.files === landed.length && manifest.bytes === total
      ? []
      : [
          `${manifest.files} files, ${manifest.bytes} bytes in all, where there are ${landed.length}, ${total}`,
        ];
  return [...unknown.map((table) => `${table} is in it, and not in the export`), ...counted, ...sums];
}

/** Every file of the export lies in the zone, byte for byte. */
function zoneProblems(landed: readonly LandedFile[], { buckets, zone }: ManifestRequest): string[] {
  const there = new Map(
    buckets.objects(zone.bucket, `${zone.serviceArea}/`).map((object) => [object.key, object]),
  );
  return landed.flatMap(({ landingKey, object }) => {
    const found = there.get(landingKey);
    if (found === undefined) return [`${landingKey} is not in the landing zone`];
    // The ETag of what was copied in parts is no longer that of its bytes.
    const inParts = found.partSizes !== undefined || object.partSizes !== undefined;
    const same = found.size === object.size && (inParts || found.etag === object.etag);
    return same ? [] : [`${landingKey} is not what was exported`];
  });
}

/** `<database>/<schema.table>` of everything below an export's prefix. */
function exportedTables({ buckets, task }: ManifestRequest): ReadonlySet<string> {
  const prefix = exportPrefix(task);
  const keys = buckets.objects(task.bucket, prefix).map(({ key }) => key.slice(prefix.length).split("/"));
  return new Set(keys.filter((parts) => parts.length > 2).map((parts) => parts.slice(0, 2).join("/")));
}

function landedFiles({ buckets, task, zone, importDate }: ManifestRequest): LandedFile[] {
  const prefix = exportPrefix(task);
  const [year, month, day] = [importDate.slice(0, 4), importDate.slice(4, 6), importDate.slice(6)];
  const partition = `import_year=${year}/import_month=${month}/import_day=${day}/import_date=${importDate}`;
  return buckets
    .objects(task.bucket, prefix)
    .filter(({ key }) => key.endsWith(".parquet"))
    .map((object) => {
      const table = object.key.slice(prefix.length).split("/").slice(0, 2).join("/");
      const name = path.posix.basename(object.key);
      return { table, name, object, landingKey: `${zone.serviceArea}/${table}/${partition}/${name}` };
    });
}

/** As the manifest's schema describes it. */
function fingerprint(files: readonly LandedFile[]): string {
  const sum = files.reduce((all, { name, object }) => {
    const digest = createHash("sha256").update(`${name}\n${object.size}`).digest("hex");
    return all + BigInt(`0x${digest}`);
  }, 0n);
  return (sum % (1n << 256n)).toString(16).padStart(64, "0");
}

function exportPrefix({ prefix, identifier }: ManifestRequest["task"]): string {
  return `${prefix === "" ? "" : `${prefix}/`}${identifier}/`;
}

/** @returns undefined for what is no JSON */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
