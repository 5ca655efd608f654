import type { IResolvable } from "cdktf";

/** @returns whether it is a list, and not a token for one */
export function isList<T>(given: readonly T[] | IResolvable): given is readonly T[] {
  return Array.isArray(given);
}
