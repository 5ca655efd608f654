import type { RunListener, Stage } from "./run-event";

/** Tells the listener where a run is, and remembers it for the message of a run that takes too long. */
export class Teller {
  private open: Stage | undefined;
  private lastNote = "";
  private isOver = false;

  constructor(private readonly listener: RunListener) {}

  /** What the run is at, for a message. */
  get at(): string {
    if (this.open === undefined) return "nothing";
    return this.lastNote === "" ? this.open : `${this.open} (${this.lastNote})`;
  }

  began(stage: Stage): void {
    this.open = stage;
    this.lastNote = "";
    this.listener({ kind: "began", stage });
  }

  /** About the stage that is open; lost when there is none and the run is not over. */
  note(text: string): void {
    if (text === this.lastNote) return;
    if (this.open === undefined && !this.isOver) return;
    this.lastNote = text;
    if (this.open === undefined) this.listener({ kind: "later", text });
    else this.listener({ kind: "note", stage: this.open, text });
  }

  /** From now on notes are about what happens after the run. */
  over(): void {
    this.isOver = true;
  }

  ended(text: string): void {
    if (this.open !== undefined) this.listener({ kind: "ended", stage: this.open, text });
    this.open = undefined;
  }

  failed(text: string): void {
    if (this.open !== undefined) this.listener({ kind: "failed", stage: this.open, text });
    this.open = undefined;
  }

  /** Runs one stage from beginning to end; what it throws fails the stage. */
  async stage<T>(stage: Stage, work: () => Promise<T>, words: (value: T) => string): Promise<T> {
    this.began(stage);
    const value = await work();
    this.ended(words(value));
    return value;
  }
}
