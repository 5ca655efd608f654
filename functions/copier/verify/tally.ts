import { createHash } from "node:crypto";
import type { Tally } from "../../shared/manifest";

const MODULUS = 1n << 256n;

/** Counts files, whose order and number do not matter: it holds three numbers, however many there are. */
export class TallyCounter {
  private files: number;
  private bytes: number;
  private sum: bigint;

  /** @param start what was counted before. @default nothing */
  constructor(start?: Tally) {
    this.files = start?.files ?? 0;
    this.bytes = start?.bytes ?? 0;
    this.sum = BigInt(`0x${start?.fingerprint ?? "0"}`);
  }

  /** @param name the last part of the file's key in the landing zone */
  add(name: string, bytes: number): void {
    const digest = createHash("sha256").update(`${name}\n${bytes}`).digest("hex");
    this.files++;
    this.bytes += bytes;
    this.sum = (this.sum + BigInt(`0x${digest}`)) % MODULUS;
  }

  /** Counts all files of another count. */
  addAll({ files, bytes, fingerprint }: Tally): void {
    this.files += files;
    this.bytes += bytes;
    this.sum = (this.sum + BigInt(`0x${fingerprint}`)) % MODULUS;
  }

  tally(): Tally {
    return { files: this.files, bytes: this.bytes, fingerprint: this.sum.toString(16).padStart(64, "0") };
  }
}

export function sumOf(tallies: Iterable<Tally>): Tally {
  const counter = new TallyCounter();
  for (const tally of tallies) counter.addAll(tally);
  return counter.tally();
}

export const NO_FILES: Tally = sumOf([]);

/** Whether two counts are of the same files: of the same names, with the same bytes, each as often. */
export function sameFiles(one: Tally, other: Tally): boolean {
  return one.files === other.files && one.bytes === other.bytes && one.fingerprint === other.fingerprint;
}
