import type { Invariant } from "./invariant";
import { expectedKey, taskOf } from "./landed-files";

export const oneDate: Invariant = {
  name: "one date, own keys",
  promise:
    "Nothing lands under another day than its snapshot's, nor at any key but that of its file; what others wrote into " +
    "the zone stays as it was",
  check: ({ history, plan }) => {
    const foreign = plan.faults.filter(({ kind }) => kind === "foreign-file").length;
    const strangers = [...history.zone].filter(
      ([, { source }]) => taskOf(source, history.exports) === undefined,
    );
    const unknown = strangers.slice(foreign).map(([key]) => `${key}: nobody's file lies in the zone`);
    const misplaced = [...history.zone].flatMap(([key, { source }]) => {
      const task = taskOf(source, history.exports);
      const snapshot = history.snapshots.find(({ planned }) => planned === task?.planned);
      if (task === undefined || snapshot === undefined || source === undefined) return [];
      const expected = expectedKey(source.slice(source.indexOf("/") + 1), snapshot);
      return key === expected ? [] : [`${source} lies at ${key} instead of ${expected}`];
    });
    return [...unknown, ...misplaced];
  },
};
