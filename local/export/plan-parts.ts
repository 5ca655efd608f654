/** A run of a table's pages that becomes one file, unless it holds no rows. */
export interface Part {
  /** Number in the file's name. */
  readonly index: number;
  readonly firstPage: number;
  /** Exclusive; undefined: to the table's end. */
  readonly endPage: number | undefined;
  /** The part's share of the table, 0 to 1. */
  readonly share: number;
}

/** Rows that a file should hold at most, as far as pages are filled evenly, when nothing else is said. */
export const defaultRowsPerFile = 50_000;
/** Bytes of a table that a file should hold at most: what keeps memory bounded for wide rows. */
export const bytesPerFile = 64 * 1024 * 1024;

/**
 * Splits a table by its pages, so that a part is read without reading the rest, and no index is needed. Pages hold
 * about the same number of rows; a run whose rows were all deleted gives no file and leaves a gap in the numbers,
 * as in RDS's exports.
 */
export function planParts(
  size: { readonly rows: number; readonly pages: number; readonly bytes: number },
  rowsPerFile: number = defaultRowsPerFile,
): readonly Part[] {
  if (size.rows === 0) return [];
  const wanted = Math.max(Math.ceil(size.rows / rowsPerFile), Math.ceil(size.bytes / bytesPerFile));
  const count = Math.max(1, Math.min(wanted, size.pages));
  return Array.from({ length: count }, (_, index) => ({
    index,
    firstPage: Math.floor((index * size.pages) / count),
    endPage: index === count - 1 ? undefined : Math.floor(((index + 1) * size.pages) / count),
    share: 1 / count,
  }));
}
