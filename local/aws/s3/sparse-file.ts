import { open, type FileHandle } from "node:fs/promises";

/** Bytes that are looked at at once. */
const BLOCK_BYTES = 1024 ** 2;
const ZEROS = Buffer.alloc(BLOCK_BYTES);

/** Bytes of a file, from 0. */
export interface Extent {
  readonly first: number;
  /** The byte behind the last. */
  readonly end: number;
}

/**
 * A new file whose zeros take no room: what is nothing but zeros is left out as a hole, where the file system knows
 * holes. So objects of many gigabytes can be copied here as in S3, and a sparse file stays one.
 */
export class SparseFile {
  private readonly written: Extent[] = [];
  private position = 0;

  private constructor(private readonly handle: FileHandle) {}

  static async create(file: string): Promise<SparseFile> {
    return new SparseFile(await open(file, "w"));
  }

  /** Where bytes were written, in order: everything else is zeros. */
  get extents(): readonly Extent[] {
    return this.written;
  }

  /** Bytes so far, zeros included. */
  get size(): number {
    return this.position;
  }

  async append(bytes: Buffer): Promise<void> {
    for (let first = 0; first < bytes.length; first += BLOCK_BYTES) {
      const block = bytes.subarray(first, first + BLOCK_BYTES);
      if (!block.equals(ZEROS.subarray(0, block.length))) await this.write(block);
      this.position += block.length;
    }
  }

  /** Appends so many zeros. */
  skip(bytes: number): void {
    this.position += bytes;
  }

  /** The file is whole. */
  async finish(): Promise<void> {
    await this.handle.truncate(this.position);
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  private async write(block: Buffer): Promise<void> {
    await this.handle.write(block, 0, block.length, this.position);
    const end = this.position + block.length;
    const last = this.written.at(-1);
    if (last?.end === this.position) this.written[this.written.length - 1] = { first: last.first, end };
    else this.written.push({ first: this.position, end });
  }
}

/**
 * Reads bytes of a file one block after the other, into one buffer: a stream's many buffers cost more than the bytes.
 *
 * @param onBlock what it is given is overwritten by the next block
 * @throws Error when the file ends before
 */
export async function readBlocks(
  file: string,
  { first, end }: Extent,
  onBlock: (block: Buffer) => Promise<void>,
): Promise<void> {
  const handle = await open(file, "r");
  try {
    const buffer = Buffer.allocUnsafe(BLOCK_BYTES);
    for (let at = first; at < end;) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(BLOCK_BYTES, end - at), at);
      if (bytesRead === 0) throw new Error(`${file} ends at byte ${at}, expected ${end}`);
      await onBlock(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  } finally {
    await handle.close();
  }
}
