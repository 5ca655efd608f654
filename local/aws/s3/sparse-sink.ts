import { Writable } from "node:stream";
import { SparseFile, type Extent } from "./sparse-file";

/** What a stream is written into. */
export interface SparseSink {
  readonly stream: Writable;
  /** Where the file has bytes that are not zeros; complete when the stream has finished. */
  readonly extents: () => readonly Extent[];
}

/** A {@link SparseFile} as the end of a stream. */
export function sparseSink(file: string): SparseSink {
  let target: SparseFile | undefined;
  const stream = new Writable({
    construct: settled(async () => {
      target = await SparseFile.create(file);
    }),
    write: (chunk: Buffer, _encoding, callback) => {
      settled(async () => target?.append(chunk))(callback);
    },
    final: settled(async () => target?.finish()),
    destroy: (error, callback) => {
      settled(async () => target?.close())((closing) => {
        callback(error ?? closing ?? null);
      });
    },
  });
  return { stream, extents: () => target?.extents ?? [] };
}

/** Some work for who waits by a callback. */
function settled(work: () => Promise<void>): (callback: (error?: Error | null) => void) => void {
  return (callback) => {
    work().then(
      () => {
        callback();
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)));
      },
    );
  };
}
