import type { SnapshotSession } from "../postgres/snapshot-session";
import type { ExportTable, Heap } from "./catalogue";
import { heapSizes } from "./heap-sizes";

/**
 * Turns what is done of each heap into per cent of the whole. The reports are written at 100, so the tables end at 99.
 *
 * @returns to be called with a heap and the share of it that is done
 */
export async function exportProgress(
  session: SnapshotSession,
  tables: readonly ExportTable[],
  onProgress: (percent: number) => void,
): Promise<(heap: Heap, share: number) => void> {
  const sizeOf = await heapSizes(session, tables);
  const total = tables.flatMap(({ heaps }) => heaps).reduce((sum, heap) => sum + sizeOf(heap), 0);
  let done = 0;
  return (heap, share) => {
    done += sizeOf(heap) * share;
    onProgress(Math.min(99, Math.floor((done / total) * 100)));
  };
}
