import { importDate, type LandingDate } from "../shared/landing-date";

/** Where one file of an export belongs. */
export interface LandingPlace {
  readonly database: string;
  /** `schema.table`, or `database.table` for MySQL. */
  readonly table: string;
  readonly fileName: string;
}

/**
 * Reads RDS's layout: `<database>/<schema.table>/[<batch>/]<file>`. What lies between table and file carries no meaning:
 * AWS asks to read everything under the table.
 *
 * @param key without prefix and export task identifier
 * @returns undefined when the key does not fit
 */
export function landingPlace(key: string): LandingPlace | undefined {
  const segments = key.split("/");
  const [database, table] = segments;
  const fileName = segments.at(-1);
  if (segments.length < 3 || segments.includes("")) return undefined;
  if (database === undefined || table === undefined || fileName === undefined) return undefined;
  return { database, table, fileName };
}

/** What an object of an export is to a landing. */
export type ExportedObject =
  /** A file of a table. */
  | { readonly kind: "file"; readonly place: LandingPlace }
  /** RDS's word that a batch of a table is whole. */
  | { readonly kind: "success" }
  /** No data: RDS's reports beside the tables, folders. */
  | { readonly kind: "beside" }
  /** Nothing that RDS is known to write there: it may be data of a table, in a form that would not land. */
  | { readonly kind: "stray" };

/**
 * @param key without prefix and export task identifier
 * @param size in bytes
 */
export function exportedObject(key: string, size: number): ExportedObject {
  if (key.endsWith("parquet")) {
    const place = landingPlace(key);
    return place === undefined ? { kind: "stray" } : { kind: "file", place };
  }
  const segments = key.split("/");
  const name = segments.at(-1);
  const isFolder = name === "" && size === 0;
  if (segments.length < 3 || isFolder) return { kind: "beside" };
  return name === "_SUCCESS" ? { kind: "success" } : { kind: "stray" };
}

/** `<service_area>/<database>/<schema.table>/import_year=…/import_month=…/import_day=…/import_date=…/<file>`. */
export function landingKey(serviceArea: string, place: LandingPlace, date: LandingDate): string {
  return [
    serviceArea,
    place.database,
    place.table,
    `import_year=${date.year}`,
    `import_month=${date.month}`,
    `import_day=${date.day}`,
    `import_date=${importDate(date)}`,
    place.fileName,
  ].join("/");
}
