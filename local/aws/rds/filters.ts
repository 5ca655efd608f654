import { AwsError } from "../aws-error";
import type { QueryParameters } from "../protocols/query-protocol";

/** What a filter compares, by its name. */
export type FilterFields<Item> = Readonly<Record<string, (item: Item) => string>>;

/**
 * Reads `Filters.Filter.N`: an item passes when each filter names one of its values.
 *
 * @throws AwsError InvalidParameterValue for a filter that the operation does not have
 */
export function filterOf<Item>(
  parameters: QueryParameters,
  fields: FilterFields<Item>,
): (item: Item) => boolean {
  const filters = parameters.groups("Filters").map((group) => {
    const name = group.required("Name");
    const field = fields[name];
    if (field === undefined) throw new AwsError("InvalidParameterValue", `Unrecognized filter name: ${name}`);
    return { field, values: new Set(group.list("Values")) };
  });
  return (item) => filters.every(({ field, values }) => values.has(field(item)));
}
