import { open, type FileHandle } from "node:fs/promises";
import { Writable } from "node:stream";

/** Bytes that are looked at at once. */
const BLOCK_BYTES = 1024 ** 2;
const ZEROS = Buffer.alloc(BLOCK_BYTES);

/**
 * A new file whose zeros take no room: what is nothing but zeros is left out as a hole, where the file system knows
 * holes. So objects of many gigabytes can be copied here as in S3, and a sparse file stays one.
 */
export function sparseSink(file: string): Writable {
  let handle: FileHandle | undefined;
  let position = 0;
  const write = async (chunk: Buffer): Promise<void> => {
    for (let first = 0; first < chunk.length; first += BLOCK_BYTES) {
      const block = chunk.subarray(first, first + BLOCK_BYTES);
      if (!block.equals(ZEROS.subarray(0, block.length)))
        await handle?.write(block, 0, block.length, position);
      position += block.length;
    }
  };
  return new Writable({
    highWaterMark: BLOCK_BYTES,
    construct: (callback) => {
      open(file, "w").then((opened) => {
        handle = opened;
        callback();
      }, callback);
    },
    write: (chunk: Buffer, _encoding, callback) => {
      write(chunk).then(() => {
        callback();
      }, callback);
    },
    final: (callback) => {
      (handle?.truncate(position) ?? Promise.resolve()).then(() => {
        callback();
      }, callback);
    },
    destroy: (error, callback) => {
      (handle?.close() ?? Promise.resolve()).then(
        () => {
          callback(error);
        },
        (closing: unknown) => {
          callback(error ?? (closing instanceof Error ? closing : new Error(String(closing))));
        },
      );
    },
  });
}

/** For reads of large files. */
export const READ_AHEAD = { highWaterMark: BLOCK_BYTES } as const;
