import { compareKeys } from "./key-order";
import type { StoredObject } from "./local-buckets";

/** Where a listing goes on: after a key, or after everything that begins with a common prefix. */
export type ListPosition =
  { readonly kind: "key"; readonly value: string } | { readonly kind: "prefix"; readonly value: string };

export interface ListRequest {
  readonly prefix: string;
  /** Empty: none. */
  readonly delimiter: string;
  readonly after: ListPosition | undefined;
  /** 0 to 1,000. */
  readonly maxKeys: number;
}

export interface ListResult<Item> {
  readonly objects: readonly Item[];
  readonly commonPrefixes: readonly string[];
  /** Where to go on; undefined when the listing is complete. */
  readonly next: ListPosition | undefined;
}

/** The last code point: what follows a prefix and it sorts behind nearly all keys of that prefix. */
const LAST = "\u{10ffff}";

/**
 * One page of a listing, in the byte order of keys; common prefixes count as keys.
 *
 * @param from the objects from a key on, in order
 */
export function listPage<Item extends Pick<StoredObject, "key">>(
  from: (key: string) => Iterable<Item>,
  { prefix, delimiter, after, maxKeys }: ListRequest,
): ListResult<Item> {
  const objects: Item[] = [];
  const commonPrefixes: string[] = [];
  if (maxKeys === 0) return { objects, commonPrefixes, next: undefined };
  let last = after;
  let start = startOf(prefix, after);
  for (;;) {
    const item = firstAfter(from(start), last);
    if (item?.key.startsWith(prefix) !== true) return { objects, commonPrefixes, next: undefined };
    if (objects.length + commonPrefixes.length === maxKeys) return { objects, commonPrefixes, next: last };
    const group = groupOf(item.key, prefix, delimiter);
    if (group !== undefined) {
      commonPrefixes.push(group);
      last = { kind: "prefix", value: group };
      start = group + LAST;
      continue;
    }
    last = takeObjects(from(item.key), { prefix, delimiter, maxKeys }, objects, commonPrefixes.length);
    start = last.value;
  }
}

/** Takes plain keys as long as they come, so that a page without groups is one walk through the index. */
function takeObjects<Item extends Pick<StoredObject, "key">>(
  items: Iterable<Item>,
  { prefix, delimiter, maxKeys }: Omit<ListRequest, "after">,
  objects: Item[],
  groups: number,
): ListPosition {
  let last = "";
  for (const item of items) {
    const ends = objects.length + groups === maxKeys || !item.key.startsWith(prefix);
    if (ends || groupOf(item.key, prefix, delimiter) !== undefined) break;
    objects.push(item);
    last = item.key;
  }
  return { kind: "key", value: last };
}

function startOf(prefix: string, after: ListPosition | undefined): string {
  if (after === undefined) return prefix;
  const position = after.kind === "prefix" ? after.value + LAST : after.value;
  return compareKeys(position, prefix) > 0 ? position : prefix;
}

function firstAfter<Item extends Pick<StoredObject, "key">>(
  items: Iterable<Item>,
  position: ListPosition | undefined,
): Item | undefined {
  for (const item of items) if (isAfter(item.key, position)) return item;
  return undefined;
}

function isAfter(key: string, position: ListPosition | undefined): boolean {
  if (position === undefined) return true;
  if (position.kind === "prefix" && key.startsWith(position.value)) return false;
  return compareKeys(key, position.value) > 0;
}

function groupOf(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === "") return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}
