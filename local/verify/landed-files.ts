import { open } from "node:fs/promises";

/** An object in the landing zone. */
export interface LandedFile {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
}

/** How the landing zone is read; knows nothing of how it was written. */
export interface LandedFiles {
  /** Every object whose key begins with the prefix. */
  list(prefix: string): Promise<readonly LandedFile[]>;
  /** @param end exclusive */
  read(key: string, start: number, end: number): Promise<ArrayBuffer>;
}

/** Objects that lie in files of this machine, such as those of the local S3 endpoint. */
export function landedFilesOnDisk(bucket: {
  objects(prefix: string): readonly LandedFile[];
  /** @returns undefined when there is no such object */
  filePath(key: string): string | undefined;
}): LandedFiles {
  return {
    list: (prefix) => Promise.resolve(bucket.objects(prefix)),
    read: async (key, start, end) => {
      const file = bucket.filePath(key);
      if (file === undefined) throw new Error(`${key} was listed, but there is no such object`);
      const handle = await open(file);
      try {
        const buffer = new ArrayBuffer(end - start);
        const { bytesRead } = await handle.read(new Uint8Array(buffer), 0, end - start, start);
        if (bytesRead !== end - start)
          throw new Error(`${key}: expected ${end - start} bytes from ${start}, got ${bytesRead}`);
        return buffer;
      } finally {
        await handle.close();
      }
    },
  };
}
