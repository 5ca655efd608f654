import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { readBlocks, SparseFile, type Extent } from "./sparse-file";
import type { ReceivedBody } from "./upload-body";

/**
 * Copies bytes of a file to the file of a part.
 *
 * @param file where to write; removed again when that fails
 */
export async function copyToPart(source: string, range: Extent, file: string): Promise<ReceivedBody> {
  const md5 = createHash("md5");
  const target = await newFile(file, (part) =>
    readBlocks(source, range, (block) => {
      md5.update(block);
      return part.append(block);
    }),
  );
  return { file, size: target.size, md5: md5.digest("hex"), extents: target.extents };
}

/** Joins the parts' files to one. Of a part only what is not zero is read again. */
export async function joinParts(parts: readonly ReceivedBody[], file: string): Promise<void> {
  await newFile(file, async (joined) => {
    for (const part of parts) {
      const begin = joined.size;
      for (const extent of part.extents) {
        joined.skip(begin + extent.first - joined.size);
        await readBlocks(part.file, extent, (block) => joined.append(block));
      }
      joined.skip(begin + part.size - joined.size);
    }
  });
}

/** @returns the file when it is whole; one that does not become whole is removed */
async function newFile(path: string, fill: (file: SparseFile) => Promise<void>): Promise<SparseFile> {
  try {
    const file = await SparseFile.create(path);
    try {
      await fill(file);
      await file.finish();
    } finally {
      await file.close();
    }
    return file;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
