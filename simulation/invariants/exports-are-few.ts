import type { Invariant } from "./invariant";
import { nameOf } from "./run-facts";

/** Exports that one snapshot gets. */
const MOST_EXPORTS = 3;

const ENDED_WITHOUT_DATA = new Set(["FAILED", "CANCELED"]);

export const exportsAreFew: Invariant = {
  name: "exports are few",
  promise:
    "A snapshot is exported three times at most, and again only when every export of it has failed or was cancelled before",
  check: ({ snapshots }) =>
    snapshots.flatMap((snapshot) => {
      const { exports } = snapshot;
      const inVain = exports.filter(({ status }) => ENDED_WITHOUT_DATA.has(status));
      const lastFailure = Math.max(...inVain.map(({ startedAt }) => startedAt));
      const begunBesides = exports.length - inVain.length;
      const ids = exports.map(({ taskId, status }) => `${taskId} ${status}`).join(", ");
      return [
        ...(exports.length > MOST_EXPORTS
          ? [`${nameOf(snapshot)} was exported ${exports.length} times: ${ids}`]
          : []),
        ...(begunBesides > 1 ||
        exports.some(({ startedAt, status }) => !ENDED_WITHOUT_DATA.has(status) && startedAt < lastFailure)
          ? [`${nameOf(snapshot)} was exported again beside an export that had not failed: ${ids}`]
          : []),
      ];
    }),
};
