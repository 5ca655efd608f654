import type { Invariant } from "./invariant";
import { taskOf } from "./landed-files";
import { nameOf, type SnapshotFacts } from "./run-facts";

export const rowsLandOnce: Invariant = {
  name: "rows land once",
  promise:
    "No snapshot's rows lie in the zone twice: never files of two of its exports, but where a person has exported again what " +
    "a letter told of, and neither has landed",
  check: ({ snapshots, history }) => {
    const sources = new Set(
      [...history.zone.values()].map(({ source }) => taskOf(source, history.exports)?.taskId),
    );
    return snapshots.flatMap((snapshot) => {
      const landed = snapshot.exports.filter(({ taskId }) => sources.has(taskId)).map(({ taskId }) => taskId);
      return landed.length > 1 && !isLeftToAPerson(snapshot, landed)
        ? [`${nameOf(snapshot)}: files of ${landed.join(" and ")} lie in the zone`]
        : [];
    });
  },
};

/** Whether nothing begins to work on these files, and somebody knows of each export's: what lies there is his to remove. */
function isLeftToAPerson({ exports, manifests, letters }: SnapshotFacts, tasks: readonly string[]): boolean {
  const told = new Set(letters.map(({ letter }) => letter?.exportTask));
  return (
    exports.some(({ byHand }) => byHand) && manifests.length === 0 && tasks.every((task) => told.has(task))
  );
}
