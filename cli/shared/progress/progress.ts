/** Says what is going on now; replaces what was said before. */
export type Note = (text: string) => void;

/** Tells the user step by step what a command does. */
export interface Progress {
  /**
   * Does one step. What the work throws marks the step as failed and is thrown on.
   *
   * @param words what the step came to, shown behind its title; an empty text: the title alone
   */
  step<T>(title: string, work: (note: Note) => Promise<T>, words: (value: T) => string): Promise<T>;
  /** A line of its own that stays; within a step it is shown when the step is over, where a terminal is drawn on. */
  line(text: string): void;
  /** What the command is at, for a message. */
  at(): string;
}
