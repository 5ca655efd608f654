import { closest, distance } from "fastest-levenshtein";

/** @returns the known name that was probably meant, if one is near enough to a third of the letters */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const nearest = closest(name, [...known]);
  return distance(name, nearest) <= Math.max(2, Math.ceil(name.length / 3)) ? nearest : undefined;
}
