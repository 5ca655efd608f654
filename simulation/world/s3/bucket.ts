import BTree from "sorted-btree";
import { sortForm } from "./key-order";

/** One object: its size and where it came from stand for its contents; only small ones of text have any. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  /** When an object of this key was written for the first time. @default as it was modified */
  readonly firstWrittenAt?: number;
  /** The object that it was copied from, whole. */
  readonly source?: StoredObject;
  readonly body?: string;
}

/** Objects in the byte order of their keys: two million of them take no more than their keys and sizes. */
export class Bucket {
  private readonly objects = new BTree<string, StoredObject>(undefined, compare, 64);

  constructor(readonly name: string) {}

  get(key: string): StoredObject | undefined {
    return this.objects.get(sortForm(key));
  }

  put(object: StoredObject): void {
    this.objects.set(sortForm(object.key), object);
  }

  delete(key: string): void {
    this.objects.delete(sortForm(key));
  }

  /** Objects with a prefix whose keys come after one, in order. */
  *after(prefix: string, startAfter: string): Generator<StoredObject, void> {
    const [least, before] = [sortForm(prefix), sortForm(startAfter)];
    for (const [sorted, object] of this.objects.entries(before > least ? before : least)) {
      if (!sorted.startsWith(least)) return;
      if (sorted > before || startAfter === "") yield object;
    }
  }

  all(prefix = ""): StoredObject[] {
    return [...this.after(prefix, "")];
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
