import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import BTree from "sorted-btree";
import { BucketJournal, type BucketSettings, type JournalLine, type ObjectRecord } from "./bucket-journal";
import { compareKeys } from "./key-order";
import { ObjectFiles } from "./object-files";

/** Lines beyond two for each object make it worth writing the journal anew at start. */
const COMPACT_FACTOR = 2;

/** One bucket: a sorted index in memory, its changes in a journal, its bytes in files. */
export class Bucket {
  readonly files: ObjectFiles;
  /** The policy as JSON, for GetBucketPolicy; what is allowed is decided elsewhere. */
  policy: string | undefined;
  private readonly index = new BTree<string, ObjectRecord>(undefined, compareKeys);
  private readonly journal: BucketJournal;
  private current: BucketSettings;

  /** Opens the bucket of a folder, or makes one there. */
  constructor(
    readonly name: string,
    private readonly directory: string,
    initial: BucketSettings,
  ) {
    this.files = new ObjectFiles(directory);
    const { journal, lines } = BucketJournal.open(path.join(directory, "journal.jsonl"));
    this.journal = journal;
    this.current = initial;
    for (const line of lines) this.replay(line);
    if (lines.length === 0) journal.append({ kind: "settings", settings: initial });
    if (lines.length > COMPACT_FACTOR * (this.index.size + 10)) journal.compact(this.asLines());
  }

  get settings(): BucketSettings {
    return this.current;
  }

  get size(): number {
    return this.index.size;
  }

  replaceSettings(settings: BucketSettings): void {
    this.current = settings;
    this.journal.append({ kind: "settings", settings });
  }

  get(key: string): ObjectRecord | undefined {
    return this.index.get(key);
  }

  /** Objects from a key on (or after it), in the byte order of keys. */
  from(key: string): Iterable<ObjectRecord> {
    return values(this.index.entries(key));
  }

  /**
   * Stores an object whose bytes lie in a temporary file. Synchronous, so that a check made just before it (such as
   * If-None-Match) still holds.
   */
  put(temporary: string, object: Omit<ObjectRecord, "file">): ObjectRecord {
    const before = this.index.get(object.key);
    const record = { ...object, file: this.files.place(temporary, object.key) };
    if (before !== undefined && before.file !== record.file) this.files.remove(before.file);
    this.index.set(object.key, record);
    this.journal.append({ kind: "put", object: record });
    return record;
  }

  /** Replaces what is kept of an object; its bytes stay where they are. */
  change(record: ObjectRecord): void {
    this.index.set(record.key, record);
    this.journal.append({ kind: "put", object: record });
  }

  /** @returns whether there was one */
  delete(key: string): boolean {
    const record = this.index.get(key);
    if (record === undefined) return false;
    this.index.delete(key);
    this.journal.append({ kind: "delete", key });
    this.files.remove(record.file);
    return true;
  }

  close(): void {
    this.journal.close();
  }

  /** Removes the bucket's folder. */
  destroy(): void {
    this.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private replay(line: JournalLine): void {
    switch (line.kind) {
      case "settings":
        this.current = line.settings;
        return;
      case "put":
        if (!existsSync(this.files.absolute(line.object.file))) return;
        this.index.set(line.object.key, line.object);
        return;
      case "delete":
        this.index.delete(line.key);
        return;
    }
  }

  private asLines(): JournalLine[] {
    const objects = [...this.index.values()].map((object) => ({ kind: "put", object }) as const);
    return [{ kind: "settings", settings: this.current }, ...objects];
  }
}

function* values(entries: IterableIterator<[string, ObjectRecord]>): Generator<ObjectRecord> {
  for (const [, record] of entries) yield record;
}
