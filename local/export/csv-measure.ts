const quote = 0x22;
const lineFeed = 0x0a;

/** Counts the rows of CSV text that arrives in pieces; line feeds inside quotes belong to values. */
export class CsvMeasure {
  rows = 0;
  /** Bytes seen. */
  bytes = 0;
  /** Bytes of the longest row so far, line feed included. */
  longestRow = 0;
  #quoted = false;
  #rowStart = 0;

  add(chunk: Uint8Array): void {
    let quoted = this.#quoted;
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index];
      // A doubled quote inside a value leaves and enters again.
      if (byte === quote) quoted = !quoted;
      else if (byte === lineFeed && !quoted) this.#endRow(this.bytes + index + 1);
    }
    this.#quoted = quoted;
    this.bytes += chunk.length;
  }

  /** @returns where the row ends in whose middle the text is, or undefined when it does not end in the next piece */
  rowEnd(next: Uint8Array): number | undefined {
    let quoted = this.#quoted;
    for (let index = 0; index < next.length; index++) {
      const byte = next[index];
      if (byte === quote) quoted = !quoted;
      else if (byte === lineFeed && !quoted) return index + 1;
    }
    return undefined;
  }

  #endRow(end: number): void {
    this.rows += 1;
    this.longestRow = Math.max(this.longestRow, end - this.#rowStart);
    this.#rowStart = end;
  }
}
