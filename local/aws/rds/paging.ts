import { AwsError } from "../aws-error";
import type { QueryParameters } from "../protocols/query-protocol";

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly marker?: string;
}

/**
 * One page of a listing as RDS pages it: MaxRecords 20 to 100 (default 100), Marker as the last answer gave it.
 *
 * @param nameOf what identifies an item; the marker holds the last one of the page, so that a listing goes on in the
 *   right place when items come or go in between
 * @param items in the order of their names
 * @throws AwsError InvalidParameterValue
 */
export function page<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  parameters: QueryParameters,
): Page<Item> {
  const size = parameters.integer("MaxRecords") ?? 100;
  if (size < 20 || size > 100)
    throw new AwsError(
      "InvalidParameterValue",
      `Invalid value ${size} for MaxRecords. Must be between 20 and 100`,
    );
  const after = parameters.optional("Marker");
  const last = after === undefined ? undefined : readMarker(after);
  const rest = last === undefined ? items : items.filter((item) => nameOf(item) > last);
  const chosen = rest.slice(0, size);
  const end = chosen.at(-1);
  if (rest.length <= size || end === undefined) return { items: chosen };
  return { items: chosen, marker: Buffer.from(`after ${nameOf(end)}`).toString("base64url") };
}

function readMarker(marker: string): string {
  const text = Buffer.from(marker, "base64url").toString("utf8");
  if (!text.startsWith("after "))
    throw new AwsError("InvalidParameterValue", "The parameter Marker is not valid.");
  return text.slice("after ".length);
}
