import type { History } from "../world/history";
import type { Invariant } from "./invariant";
import { expectedKey, sourceOf, taskOf } from "./landed-files";
import { nameOf } from "./run-facts";

export const landingEqualsExport: Invariant = {
  name: "landing equals export",
  promise:
    "Every file of a landed export lies in its table's partition, byte for byte, under its name; nothing of one that failed " +
    "or was cancelled lies in the zone",
  check: ({ snapshots, history }) => [
    ...leftovers(history),
    ...snapshots.flatMap((snapshot) =>
      snapshot.exports
        .filter(({ taskId }) => snapshot.manifests.some(({ exportTask }) => exportTask === taskId))
        .flatMap(({ taskId, files }) =>
          [...files].flatMap(([key, bytes]) => {
            const target = expectedKey(key, snapshot.seen);
            const landed = history.zone.get(target);
            const which = `${nameOf(snapshot)}, export ${taskId}: ${key}`;
            if (landed === undefined) return [`${which} is not at ${target}`];
            if (landed.source !== sourceOf(key))
              return [`${which}: at ${target} lies what came from ${String(landed.source)}`];
            return landed.bytes === bytes
              ? []
              : [`${which} has ${bytes} bytes, at ${target} lie ${landed.bytes}`];
          }),
        ),
    ),
  ],
};

/** What an export leaves that comes to no end is half a snapshot. */
function leftovers({ zone, exports }: History): readonly string[] {
  return [...zone].flatMap(([key, { source }]) => {
    const task = taskOf(source, exports);
    return task === undefined || task.status === "COMPLETE"
      ? []
      : [`${key} came from ${task.taskId}, which is ${task.status}`];
  });
}
