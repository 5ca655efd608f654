import { AwsError } from "../aws-error";
import type { QueryParameters } from "../protocols/query-protocol";

/** What a filter compares, by its name: an item may go by several names, such as an identifier and an ARN. */
export type FilterFields<Item> = Readonly<Record<string, (item: Item) => readonly string[]>>;

/**
 * Reads `Filters.Filter.N`: an item passes when each filter names one of what it goes by.
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
    const values = new Set(group.list("Values"));
    if (values.size === 0) throw new AwsError("InvalidParameterValue", `The filter ${name} has no values.`);
    return { field, values };
  });
  return (item) => filters.every(({ field, values }) => field(item).some((value) => values.has(value)));
}
