import { zoneFolder } from "../world/facts";
import type { Invariant } from "./invariant";
import { taskOf } from "./landed-files";
import { nameOf } from "./run-facts";

export const nothingUnknownLanded: Invariant = {
  name: "nothing unknown, nothing left out",
  promise:
    "There is no manifest over a partition in which a stranger's file lay, nor of a landing without skipped tables where " +
    "on_skipped_tables is fail",
  check: ({ plan, history, snapshots }) =>
    snapshots.flatMap((snapshot) =>
      snapshot.manifests.flatMap((manifest) => {
        const ended = snapshot.exports.find(({ taskId }) => taskId === manifest.exportTask)?.endedAt;
        const folders = manifest.tables.map(({ database, table }) =>
          zoneFolder(database, table, snapshot.seen.importDate),
        );
        const strange = [...history.zone].filter(
          ([key, { source, writtenAt }]) =>
            // Whose file it is is asked last: of thousands of exports, for every file of the zone, it takes hours.
            ended !== undefined &&
            writtenAt < ended &&
            folders.some((folder) => key.startsWith(folder)) &&
            taskOf(source, history.exports) === undefined,
        );
        const skipped = plan.settings.onSkippedTables === "fail" ? manifest.skippedTables : [];
        const which = `There is a manifest of ${nameOf(snapshot)}`;
        return [
          ...strange.map(([key]) => `${which}, although ${key}, which no export has, was there before`),
          ...skipped.map((table) => `${which} without a table, although on_skipped_tables is fail: ${table}`),
        ];
      }),
    ),
};
