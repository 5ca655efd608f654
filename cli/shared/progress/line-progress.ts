import { firstLine } from "../../../local/start/first-line";
import { messageOf } from "../../../local/shared/error-facts";
import type { Note, Progress } from "./progress";
import { stepWords } from "./step-words";

/** Lines with a mark each: for output that is no terminal. */
export class LineProgress implements Progress {
  private open = "the beginning";
  private lastNote = "";

  constructor(private readonly write: (line: string) => void) {}

  async step<T>(title: string, work: (note: Note) => Promise<T>, words: (value: T) => string): Promise<T> {
    this.open = title;
    this.lastNote = "";
    this.write(`❯ ${title}`);
    try {
      const value = await work((text) => {
        if (text === this.lastNote) return;
        this.lastNote = text;
        this.write(`› ${text}`);
      });
      this.write(`✔ ${stepWords(title, words(value))}`);
      return value;
    } catch (error) {
      this.write(`✖ ${stepWords(title, firstLine(messageOf(error)))}`);
      throw error;
    }
  }

  line(text: string): void {
    this.write(text);
  }

  at(): string {
    return stepWords(this.open, this.lastNote);
  }
}
