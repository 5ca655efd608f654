import type { Copy } from "../../../../functions/copier/plan";
import type { StoredObject } from "../../../../functions/shared/s3-listing";
import type { Bucket } from "../aws/bucket";
import { unlessDenied } from "../aws/unless-denied";

/** What can be seen of an export's files in the landing zone. */
export type ZoneView =
  | { readonly kind: "listed"; readonly objects: ReadonlyMap<string, StoredObject> }
  /** In AWS's words. */
  | { readonly kind: "denied"; readonly why: string };

/** Lists the folders that files are to land in, and no others. @throws AwsCallError */
export async function viewZone(zone: Pick<Bucket, "list">, copies: readonly Copy[]): Promise<ZoneView> {
  const folders = new Set(
    copies.map(({ landingKey }) => landingKey.slice(0, landingKey.lastIndexOf("/") + 1)),
  );
  const objects = new Map<string, StoredObject>();
  const listed = await unlessDenied(async () => {
    for (const folder of folders)
      for (const object of await zone.list(folder)) objects.set(object.key, object);
  });
  return listed.kind === "denied" ? listed : { kind: "listed", objects };
}

/** Files of other exports in the folders of this one's files: of the same tables and the same day. */
export function otherFiles(copies: readonly Copy[], objects: ReadonlyMap<string, StoredObject>): number {
  const own = new Set(copies.map(({ landingKey }) => landingKey));
  return [...objects.keys()].filter((key) => key.endsWith("parquet") && !own.has(key)).length;
}

/**
 * The files that are in the zone. As for the copier, an object of the same size that is newer is the exported file
 * itself: another export's file of that name would be older.
 */
export function landedCopies(
  copies: readonly Copy[],
  objects: ReadonlyMap<string, StoredObject>,
): readonly Copy[] {
  return copies.filter(({ landingKey, size, lastModified }) => {
    const there = objects.get(landingKey);
    return there?.size === size && there.lastModified > lastModified;
  });
}
