import { firstLine } from "../../../local/start/first-line";
import { messageOf } from "../../../local/shared/error-facts";
import type { Note, Progress } from "./progress";
import { stepWords } from "./step-words";

/** One line per step, redrawn with its notes: for terminals. */
export class DrawnProgress implements Progress {
  private open = "the beginning";
  private lastNote = "";
  private isDrawing = false;
  /** Lines that came while a step was drawn. */
  private readonly later: string[] = [];

  constructor(private readonly write: (line: string) => void) {}

  async step<T>(title: string, work: (note: Note) => Promise<T>, words: (value: T) => string): Promise<T> {
    this.open = title;
    this.lastNote = "";
    const { Listr } = await import("listr2");
    const results: T[] = [];
    const list = new Listr(
      [
        {
          title,
          task: async (_context, task) => {
            try {
              const value = await work((text) => {
                this.lastNote = text;
                task.output = text;
              });
              results.push(value);
              task.title = stepWords(title, words(value));
            } catch (error) {
              task.title = stepWords(title, firstLine(messageOf(error)));
              throw error;
            }
          },
        },
      ],
      {
        registerSignalListeners: false,
        renderer: "default",
        rendererOptions: { showErrorMessage: false, collapseErrors: false },
      },
    );
    this.isDrawing = true;
    try {
      await list.run();
    } finally {
      this.isDrawing = false;
      for (const line of this.later.splice(0)) this.write(line);
    }
    const [value] = results;
    // A type of its own may include undefined: a step that ran to its end has put exactly one value there.
    return value as T;
  }

  line(text: string): void {
    if (this.isDrawing) this.later.push(text);
    else this.write(text);
  }

  at(): string {
    return stepWords(this.open, this.lastNote);
  }
}
