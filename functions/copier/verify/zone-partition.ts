import { AwsCallError } from "../../shared/aws-failure";
import { landingKey } from "../landing-key";
import type { PlanSettings, StoredObject } from "../plan";
import type { Storage } from "../ports";

/** A table, as the export's folders name it. */
export interface TableName {
  readonly database: string;
  /** `schema.table`, or `database.table` for MySQL. */
  readonly table: string;
}

/** The zone's owner does not let the copier look: what landed cannot be verified. */
export class ZoneNotListableError extends Error {
  override readonly name = "ZoneNotListableError";
}

/** `<area>/<database>/<table>/import_year=…/import_month=…/import_day=…/import_date=…/` */
export function partitionPrefix(
  { serviceArea, date }: Pick<PlanSettings, "serviceArea" | "date">,
  table: TableName,
): string {
  return landingKey(serviceArea, { ...table, fileName: "" }, date);
}

/**
 * Pages of what lies in one table's partition.
 * @param after only keys after this one
 * @throws ZoneNotListableError when the zone denies it, else AwsCallError
 */
export async function* listPartition(
  storage: Pick<Storage, "listZone">,
  partition: string,
  signal: AbortSignal,
  after?: string,
): AsyncGenerator<readonly StoredObject[], void> {
  try {
    for await (const page of storage.listZone(partition, signal, after))
      yield page.filter((object) => !isFolderMarker(object, partition));
  } catch (error) {
    if (error instanceof AwsCallError && error.kind === "denied")
      throw new ZoneNotListableError(error.message, { cause: error });
    throw error;
  }
}

/** What S3's console leaves where somebody makes a folder: no file of a table, and none that anybody reads. */
function isFolderMarker({ key, size }: StoredObject, partition: string): boolean {
  return key === partition && size === 0;
}
