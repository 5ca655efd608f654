import type { Tally } from "../../shared/manifest";
import type { InvocationTime } from "../invocation-time";
import type { Storage } from "../ports";
import { Differences } from "./differences";
import { FileSet } from "./file-set";
import type { OtherExports } from "./other-exports";
import { sameFiles, sumOf, TallyCounter } from "./tally";
import { listPartition, partitionPrefix, type TableName } from "./zone-partition";
import type { VerifySettings } from "./verify";

/** What the slow path works with. */
export interface Explaining {
  readonly settings: VerifySettings;
  readonly storage: Pick<Storage, "list" | "listZone">;
  readonly others: OtherExports;
  readonly time: InvocationTime;
}

/**
 * The slow path, for a table whose counts differ: looks at every name, and tells what is missing, what collides, and what
 * nobody knows. Another export of the day explains its files by its own listing, also while it is landing itself; when that
 * has expired, by the count in its manifest. Nothing found means that all is well.
 */
export async function explainDifferences(table: TableName, explaining: Explaining): Promise<Differences> {
  const differences = await compareNames(table, explaining);
  if (differences.unknown.total === 0) return differences;
  // An export that ended after its neighbours were looked up may have begun to land: whose the files are is asked once more.
  explaining.others.forget();
  return await compareNames(table, explaining);
}

async function compareNames(table: TableName, explaining: Explaining): Promise<Differences> {
  const { settings, storage, time } = explaining;
  const differences = new Differences();
  const own = await filesOf(settings.prefix, table, explaining);
  const neighbours = await neighbourFiles(table, explaining);

  const there = new FileSet();
  const unknown = new TallyCounter();
  const partition = partitionPrefix(settings, table);
  for await (const page of listPartition(storage, partition, time.signal)) {
    time.check();
    for (const { key, size } of page) {
      const name = key.slice(partition.length);
      const file = fileText(name, size);
      if (own.names.has(name)) there.add(file);
      else if (!neighbours.files.has(file)) {
        unknown.add(name, size);
        differences.unknown.add(`${key} (${size} bytes)`);
      }
    }
  }
  if (sameFiles(unknown.tally(), sumOf(neighbours.expired))) differences.unknown.clear();
  // Of an export that has expired only the count is left: an equal one is of the same names.
  const isTwin = neighbours.expired.some((tally) => tally.files > 0 && sameFiles(tally, own.tally));
  const collides = (name: string): boolean =>
    isTwin || own.names.count(name) > 1 || neighbours.names.has(name);
  await nameOwn(table, explaining, collides, there, differences);
  return differences;
}

/** Names files of the export that are missing in the zone, or that share a name with each other or with a neighbour's. */
async function nameOwn(
  table: TableName,
  explaining: Explaining,
  collides: (name: string) => boolean,
  there: FileSet,
  differences: Differences,
): Promise<void> {
  const { settings } = explaining;
  for await (const { key, name, size } of parquetFiles(settings.prefix, table, explaining)) {
    if (collides(name)) differences.colliding.add(key);
    else if (!there.has(fileText(name, size)))
      differences.missing.add(`${partitionPrefix(settings, table)}${name} (${size} bytes)`);
  }
}

interface Files {
  readonly names: FileSet;
  readonly files: FileSet;
  readonly tally: Tally;
}

async function filesOf(
  prefix: string,
  table: TableName,
  explaining: Explaining,
  files = new FileSet(),
  names = new FileSet(),
): Promise<Files> {
  const counter = new TallyCounter();
  for await (const { name, size } of parquetFiles(prefix, table, explaining)) {
    names.add(name);
    files.add(fileText(name, size));
    counter.add(name, size);
  }
  return { names, files, tally: counter.tally() };
}

/** @returns names of the other exports' files, and the counts of those whose files the export bucket has no more */
export async function neighbourFiles(
  table: TableName,
  explaining: Explaining,
): Promise<{ readonly files: FileSet; readonly names: FileSet; readonly expired: readonly Tally[] }> {
  const files = new FileSet();
  const names = new FileSet();
  const landed = new Map(await explaining.others.landed(table));
  for (const { taskId, prefix } of await explaining.others.exported()) {
    const { tally } = await filesOf(prefix, table, explaining, files, names);
    const manifest = landed.get(taskId);
    if (manifest !== undefined && sameFiles(manifest, tally)) landed.delete(taskId);
  }
  return { files, names, expired: [...landed.values()] };
}

async function* parquetFiles(
  prefix: string,
  { database, table }: TableName,
  { settings, storage, time }: Explaining,
): AsyncGenerator<{ readonly key: string; readonly name: string; readonly size: number }, void> {
  for await (const page of storage.list(settings.bucket, `${prefix}${database}/${table}/`, time.signal)) {
    time.check();
    for (const { key, size } of page)
      if (key.endsWith("parquet")) yield { key, name: key.slice(key.lastIndexOf("/") + 1), size };
  }
}

/** A file as a text that no other file has: a name holds no slash. */
function fileText(name: string, size: number): string {
  return `${size}/${name}`;
}
