import { EXPORT_BUCKET, zoneFolder } from "../world/facts";
import type { ExportHistory, SnapshotHistory } from "../world/history";

/** Where a file of an export belongs in the zone: written apart from the functions' own, to judge them by. */
export function expectedKey(exportKey: string, { importDate }: Pick<SnapshotHistory, "importDate">): string {
  const [, database = "", table = "", ...rest] = exportKey.split("/");
  return zoneFolder(database, table, importDate) + (rest.at(-1) ?? "");
}

/** How the zone names where a file came from. */
export function sourceOf(exportKey: string): string {
  return `${EXPORT_BUCKET}/${exportKey}`;
}

/** The task that a zone object's source belongs to; undefined for one that nobody of ours wrote. */
export function taskOf(
  source: string | undefined,
  exports: readonly ExportHistory[],
): ExportHistory | undefined {
  const [bucket, id] = source?.split("/") ?? [];
  return bucket === EXPORT_BUCKET ? exports.find(({ taskId }) => taskId === id) : undefined;
}
