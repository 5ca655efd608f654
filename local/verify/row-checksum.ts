import { hash } from "node:crypto";

const modulus = 1n << 128n;

/** What is known of a table's rows once all of them are read. */
export interface RowSum {
  readonly rows: number;
  /** 32 hexadecimal digits; zeros when there are no rows. */
  readonly value: string;
}

/**
 * A checksum over rows that does not depend on their order: 128 bits of each row's SHA-256, summed. Every value
 * counts, and so does every repetition of a row. Text stands in it with its length, NULL as a sign of its own, so
 * that neither moving a character from one value to the next nor turning NULL into an empty string goes unseen.
 */
export class RowChecksum implements RowSum {
  #rows = 0;
  #high = 0n;
  #low = 0n;

  get rows(): number {
    return this.#rows;
  }

  /** @param values the row's values in the table's column order, each in its canonical text; null is NULL */
  add(values: readonly (string | null)[]): void {
    let text = "";
    for (const value of values) text += value === null ? "-" : `${value.length}:${value}`;
    const digest = hash("sha256", text, "buffer");
    this.#high += digest.readBigUInt64BE(0);
    this.#low += digest.readBigUInt64BE(8);
    this.#rows += 1;
  }

  /** 32 hexadecimal digits; zeros when there are no rows. */
  get value(): string {
    const sum = ((this.#high << 64n) + this.#low) % modulus;
    return sum.toString(16).padStart(32, "0");
  }
}
