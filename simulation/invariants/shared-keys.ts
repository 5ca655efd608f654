import type { History } from "../world/history";
import { expectedKey } from "./landed-files";

/**
 * Which other snapshots have a file that belongs at the same key of the zone, by index in the plan. What an export has left
 * that failed, or was cancelled, belongs nowhere.
 */
export function sharedKeys({ snapshots, exports }: History): ReadonlyMap<number, ReadonlySet<number>> {
  // The files of one alone may be millions.
  if (snapshots.length < 2) return new Map();
  const owners = new Map<string, Set<number>>();
  const seenOf = new Map(snapshots.map((seen) => [seen.planned, seen]));
  for (const { planned, status, files } of exports) {
    const seen = seenOf.get(planned);
    if (seen === undefined || status !== "COMPLETE") continue;
    for (const key of files.keys()) {
      const target = expectedKey(key, seen);
      const owning = owners.get(target);
      if (owning === undefined) owners.set(target, new Set([planned]));
      else owning.add(planned);
    }
  }
  const found = new Map<number, Set<number>>();
  for (const owning of owners.values())
    for (const one of owning.size < 2 ? [] : owning)
      found.set(one, new Set([...(found.get(one) ?? []), ...[...owning].filter((other) => other !== one)]));
  return found;
}
