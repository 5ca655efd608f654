import type { Invariant } from "./invariant";
import { expectedKey, sourceOf } from "./landed-files";
import { nameOf } from "./run-facts";

export const landingEqualsExport: Invariant = {
  name: "landing equals export",
  promise: "Every file of a landed export lies in its table's partition, byte for byte, under its name",
  check: ({ snapshots, history }) =>
    snapshots.flatMap((snapshot) =>
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
};
