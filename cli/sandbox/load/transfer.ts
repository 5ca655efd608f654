import type { Note } from "../../shared/progress/progress";
import { megabytes, rateWords, whole } from "./words";

/** Milliseconds between two notes about the same table or file. */
const NOTE_MILLISECONDS = 1000;

/** Counts what is loaded, and tells of it now and then. */
export class Transfer {
  private readonly start: number;
  private name = "";
  private size: number | undefined;
  private bytesHere = 0;
  private rowsHere = 0;
  private bytesBefore = 0;
  private rowsBefore = 0;
  private noted: number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(
    private readonly note: Note,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.start = this.noted = now();
  }

  /** A table or file begins. @param size its bytes, where they are known */
  began(name: string, size?: number): void {
    this.name = name;
    this.size = size;
  }

  /** Bytes of it so far. */
  at(bytes: number): void {
    this.bytesHere = bytes;
    if (this.now() - this.noted < NOTE_MILLISECONDS) return;
    this.tell();
  }

  /** More rows of it. */
  rows(more: number): void {
    this.rowsHere += more;
  }

  /** Rows of it so far. */
  rowsSoFar(rows: number): void {
    this.rowsHere = rows;
  }

  ended(): void {
    this.tell();
    this.bytesBefore += this.bytesHere;
    this.rowsBefore += this.rowsHere;
    this.bytesHere = this.rowsHere = 0;
  }

  /** All of it, with the rate. */
  words(): string {
    return rateWords({
      rows: this.rowsBefore + this.rowsHere,
      bytes: this.bytesBefore + this.bytesHere,
      seconds: (this.now() - this.start) / 1000,
    });
  }

  private tell(): void {
    this.noted = this.now();
    const of = this.size === undefined ? "" : ` of ${megabytes(this.size)} MB`;
    this.note(
      `${this.name}: ${whole(this.rowsHere)} rows, ${megabytes(this.bytesHere)}${of === "" ? " MB" : of}; in all ${this.words()}`,
    );
  }
}
