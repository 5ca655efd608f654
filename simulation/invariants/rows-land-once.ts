import type { Invariant } from "./invariant";
import { taskOf } from "./landed-files";
import { nameOf } from "./run-facts";

export const rowsLandOnce: Invariant = {
  name: "rows land once",
  promise: "No snapshot's rows lie in the zone twice: never files of two of its exports",
  check: ({ snapshots, history }) => {
    const sources = new Set(
      [...history.zone.values()].map(({ source }) => taskOf(source, history.exports)?.taskId),
    );
    return snapshots.flatMap((snapshot) => {
      const landed = snapshot.exports.filter(({ taskId }) => sources.has(taskId)).map(({ taskId }) => taskId);
      return landed.length > 1
        ? [`${nameOf(snapshot)}: files of ${landed.join(" and ")} lie in the zone`]
        : [];
    });
  },
};
