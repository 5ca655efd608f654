import { isDeepStrictEqual } from "node:util";
import type { ResourceChange } from "../terraform-plan-json";

/**
 * Takes away from a plan what the same API shows right after an apply with nothing left to do: arguments that it reads
 * back otherwise than they were written, which AWS does not. Only the very same change is taken away.
 * @param noise changes of a plan of the modules that were just applied
 */
export function withoutNoise(
  changes: readonly ResourceChange[],
  noise: readonly ResourceChange[],
): readonly ResourceChange[] {
  return changes.flatMap((change) => {
    const known = noise.find(({ address }) => address === change.address);
    if (change.action !== "update" || known?.action !== "update") return [change];
    const changed = change.changed.filter(
      (argument) =>
        !known.changed.includes(argument) ||
        known.after[argument] === undefined ||
        !isDeepStrictEqual(known.after[argument], change.after[argument]),
    );
    return changed.length === 0 ? [] : [{ ...change, changed }];
  });
}
