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
