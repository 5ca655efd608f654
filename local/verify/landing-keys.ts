import type { LandedFile } from "./landed-files";

/** The day's folder of a table in the landing zone, with a slash at its end. */
export function tablePartition(
  zone: { readonly serviceArea: string; readonly database: string; readonly importDate: string },
  table: string,
): string {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(zone.importDate) ?? [];
  if (year === undefined || month === undefined || day === undefined)
    throw new Error(`import date: expected YYYYMMDD, got ${JSON.stringify(zone.importDate)}`);
  const date = `import_year=${year}/import_month=${month}/import_day=${day}/import_date=${zone.importDate}`;
  return `${zone.serviceArea}/${zone.database}/${table}/${date}/`;
}

/** Files that belong to each partition, and those that belong to none. */
export interface SortedFiles {
  readonly byPartition: ReadonlyMap<string, readonly LandedFile[]>;
  readonly unexplained: readonly LandedFile[];
}

/** A key of any day: folders of a table and of a date, then a file. */
const landed =
  /^.+\/import_year=\d{4}\/import_month=\d{2}\/import_day=\d{2}\/import_date=(\d{8})\/[^/]+\.parquet$/;

/**
 * Sorts what was listed below a database's folder. Well-formed keys of other days are other landings' and are passed
 * over; whatever else lies in no expected partition is unexplained.
 */
export function sortFiles(
  files: readonly LandedFile[],
  partitions: readonly string[],
  importDate: string,
): SortedFiles {
  const byPartition = new Map<string, LandedFile[]>(partitions.map((partition) => [partition, []]));
  const unexplained: LandedFile[] = [];
  for (const file of files) {
    const folder = file.key.slice(0, file.key.lastIndexOf("/") + 1);
    const date = landed.exec(file.key)?.[1];
    const own = date === undefined ? undefined : byPartition.get(folder);
    if (own !== undefined) own.push(file);
    else if (date === undefined || date === importDate) unexplained.push(file);
  }
  return { byPartition, unexplained };
}
