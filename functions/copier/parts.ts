import { S3_MAX_PARTS } from "../shared/limits";

const MIB = 1024 ** 2;

/** Parts are no smaller, in bytes, but the last: few enough calls, and enough of them to run side by side. */
const USUAL_PART_BYTES = 512 * MIB;

/** One part of a file. */
export interface Part {
  /** From 1, in the order of the bytes. */
  readonly number: number;
  /** First byte, from 0. */
  readonly first: number;
  /** Last byte, itself included. */
  readonly last: number;
}

/**
 * Bytes of each part but the last when a file is copied in parts: 512 MiB, more only when there were more than 10,000
 * parts otherwise. The largest object of S3's, 48.8 TiB, comes to parts of 5 GiB, the largest that S3 takes.
 *
 * @param size bytes of the file, 1 or more
 */
export function partSize(size: number): number {
  const needed = Math.ceil(size / S3_MAX_PARTS / MIB) * MIB;
  return Math.max(USUAL_PART_BYTES, needed);
}

/** The parts of a file, in order, without gap or overlap. @param size bytes of the file, 1 or more */
export function* partsOf(size: number): Generator<Part, void> {
  const length = partSize(size);
  for (let first = 0, number = 1; first < size; first += length, number++)
    yield { number, first, last: Math.min(first + length, size) - 1 };
}
