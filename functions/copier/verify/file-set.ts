import { createHash } from "node:crypto";

/**
 * A set of texts that keeps 8 bytes of each, however long they are: names of files of a table that may hold millions. Two of
 * a million texts share their 8 bytes once in ten million such sets.
 */
export class FileSet {
  private values = new BigUint64Array(1024);
  private length = 0;
  private sorted = true;

  get size(): number {
    return this.length;
  }

  add(text: string): void {
    if (this.length === this.values.length) {
      const larger = new BigUint64Array(2 * this.length);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = digest(text);
    this.sorted = false;
  }

  /** How often the text was added. */
  count(text: string): number {
    const wanted = digest(text);
    const at = this.lowerBound(wanted);
    let end = at;
    while (end < this.length && this.values[end] === wanted) end++;
    return end - at;
  }

  has(text: string): boolean {
    return this.count(text) > 0;
  }

  /** @returns the index of the first value that is not smaller */
  private lowerBound(wanted: bigint): number {
    if (!this.sorted) this.values.subarray(0, this.length).sort();
    this.sorted = true;
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.values[middle] ?? wanted) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function digest(text: string): bigint {
  return createHash("sha256").update(text).digest().readBigUInt64BE();
}
