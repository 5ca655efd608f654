import type { Invariant } from "./invariant";
import { nameOf } from "./run-facts";

/** Exports that one snapshot gets. */
const MOST_EXPORTS = 3;

const ENDED_WITHOUT_DATA = new Set(["FAILED", "CANCELED"]);

export const exportsAreFew: Invariant = {
  name: "exports are few",
  promise:
    "A snapshot is exported three times at most, and again only when every export of it has failed or was cancelled before, " +
    "those included that a person began",
  check: ({ snapshots }) =>
    snapshots.flatMap((snapshot) => {
      const { exports } = snapshot;
      const ours = exports.filter(({ byHand }) => !byHand);
      const alive = exports.filter(({ status }) => !ENDED_WITHOUT_DATA.has(status));
      const ids = exports.map(({ taskId, status }) => `${taskId} ${status}`).join(", ");
      return [
        ...(ours.length > MOST_EXPORTS
          ? [`${nameOf(snapshot)} was exported ${ours.length} times: ${ids}`]
          : []),
        ...(ours.some((each) => alive.some((other) => other !== each && other.startedAt <= each.startedAt))
          ? [`${nameOf(snapshot)} was exported again beside an export that had not failed: ${ids}`]
          : []),
      ];
    }),
};
