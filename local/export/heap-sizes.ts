import * as z from "zod";
import type { SnapshotSession } from "../postgres/snapshot-session";
import type { ExportTable, Heap } from "./catalogue";

const sizesSchema = z.array(z.object({ oid: z.number(), bytes: z.number().nullable() }));
/** SQLSTATE of "canceling statement due to lock timeout". */
const lockNotAvailable = "55P03";
const pageBytes = 8192;

/**
 * Bytes of each table that holds rows, with what is stored out of line; estimates when somebody keeps one of them
 * locked (asking for a size has to wait for that). Good for telling how far an export is, not for reading.
 */
export async function heapSizes(
  session: SnapshotSession,
  tables: readonly ExportTable[],
): Promise<(heap: Heap) => number> {
  const heaps = tables.flatMap((table) => table.heaps);
  const asked = await askSizes(session, heaps);
  const sizes = new Map(asked.map(({ oid, bytes }) => [oid, bytes]));
  return ({ oid, pages }) => (sizes.get(oid) ?? pages * pageBytes) + pageBytes;
}

async function askSizes(
  session: SnapshotSession,
  heaps: readonly Heap[],
): Promise<z.infer<typeof sizesSchema>> {
  try {
    return await session.transaction(async (client) => {
      const sql = "SELECT oid, pg_table_size(oid)::float8 AS bytes FROM unnest($1::oid[]) AS oid";
      return sizesSchema.parse((await client.query(sql, [heaps.map(({ oid }) => oid)])).rows);
    });
  } catch (error) {
    if (typeof error === "object" && error !== null && "code" in error && error.code === lockNotAvailable)
      return [];
    throw error;
  }
}
