import { distance } from "fastest-levenshtein";

/** The names nearest to one that there is not, at most three. */
export function nearNames(name: string, known: readonly string[]): string[] {
  const far = (other: string): number => distance(name.toLowerCase(), other.toLowerCase());
  return known
    .filter((other) => far(other) <= Math.max(3, name.length / 3))
    .sort((one, other) => far(one) - far(other))
    .slice(0, 3);
}
