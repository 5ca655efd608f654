import { AwsCallError } from "../shared/aws-failure";
import type { StoredObject } from "../shared/s3-listing";
import type { Copy } from "./plan";
import type { Storage } from "./ports";

/** Files of one table's partition that are kept, so that memory stays flat. */
export const ZONE_FILES_KEPT = 100_000;

/** What lies in the landing zone where a file is to be copied: nothing, as far as is known; that file; another. */
export type Found = "nothing" | "same" | "another";

/** Knows which files of an export lie in the landing zone already. */
export interface ZoneIndex {
  /** @throws AwsCallError */
  find(copy: Copy): Promise<Found>;
  /** Whether the zone's owner lets us list it, as far as is known. */
  readonly isListable: boolean;
  /** Whether no file lay in any partition when it was first looked at: then nothing there was overwritten. */
  readonly wasEmpty: boolean;
}

/**
 * Looks into the landing zone one table's partition at a time, so that a message that comes twice, or a copy that starts
 * over, copies only what is missing. As with `aws s3 sync`, a file is there when one of its size lies at its key that is
 * newer: then it is this export's own, for another export's file of that name would be older than ours.
 *
 * A zone that may not be listed is no obstacle here, though worth a warning, nor is a partition of more files than are
 * kept: then files are copied again, which ends in the same landing.
 */
export function zoneIndex(storage: Pick<Storage, "listZone">, signal: AbortSignal): ZoneIndex {
  let folder = "";
  let files: ReadonlyMap<string, StoredObject> = new Map();
  let listable = true;
  let empty = true;
  return {
    get isListable() {
      return listable;
    },
    get wasEmpty() {
      return listable && empty;
    },
    async find({ landingKey, size, lastModified }) {
      const wanted = landingKey.slice(0, landingKey.lastIndexOf("/") + 1);
      if (listable && wanted !== folder) {
        const listed = await list(storage, wanted, signal);
        listable = listed !== undefined;
        files = listed ?? new Map<string, StoredObject>();
        empty &&= files.size === 0;
        folder = wanted;
      }
      const there = files.get(landingKey);
      if (there === undefined) return "nothing";
      return there.size === size && there.lastModified > lastModified ? "same" : "another";
    },
  };
}

/** @returns undefined when the zone's owner does not let us list it */
async function list(
  storage: Pick<Storage, "listZone">,
  folder: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, StoredObject> | undefined> {
  const files = new Map<string, StoredObject>();
  try {
    for await (const page of storage.listZone(folder, signal)) {
      for (const object of page) files.set(object.key, object);
      if (files.size >= ZONE_FILES_KEPT) break;
    }
  } catch (error) {
    if (error instanceof AwsCallError && error.kind === "denied") return undefined;
    throw error;
  }
  return files;
}
