import type { ListrTaskWrapper } from "listr2";
import { firstLine } from "./first-line";
import { markedLines } from "./progress-lines";
import { STAGES, type RunEvent, type RunListener, type Stage } from "./run-event";

/** Live progress, one line per stage; plain lines where there is no terminal. */
export interface ProgressList {
  readonly listener: RunListener;
  /** Stops drawing; resolves when the terminal is free again. */
  end(): Promise<void>;
}

/** What is drawn: what happens after the run is written as lines, when nothing is drawn any more. */
type StageEvent = Exclude<RunEvent, { readonly kind: "later" }>;
type Task = Pick<ListrTaskWrapper<unknown, never, never>, "title" | "output" | "skip">;

/** One stage's line: what happened before the list got to it is kept. */
class Line {
  private task: Task | undefined;
  private title: string;
  private note: string | undefined;
  /** Whether the stage itself has ended or failed. */
  isOver = false;
  private settle: { readonly resolve: () => void; readonly reject: (error: Error) => void } | undefined;
  private readonly over: Promise<void>;

  constructor(private readonly name: string) {
    this.title = name;
    this.over = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    this.over.catch(() => undefined);
  }

  run(task: Task): Promise<void> {
    this.task = task;
    this.task.title = this.title;
    if (this.note !== undefined) this.task.output = this.note;
    return this.over;
  }

  take(event: StageEvent): void {
    switch (event.kind) {
      case "began":
        return;
      case "note":
        this.note = event.text;
        if (this.task !== undefined) this.task.output = event.text;
        return;
      case "ended":
        this.isOver = true;
        this.retitle(event.text);
        this.settle?.resolve();
        return;
      case "failed":
        this.isOver = true;
        this.retitle(firstLine(event.text));
        this.settle?.reject(new Error(event.text));
        return;
    }
  }

  /** The run is over without this stage: the list may have got to it, but it is not shown as done. */
  abandon(): void {
    if (!this.isOver) this.task?.skip();
    this.settle?.resolve();
  }

  private retitle(text: string): void {
    this.title = `${this.name}: ${text}`;
    if (this.task !== undefined) this.task.title = this.title;
  }
}

/**
 * @param write prints a line where there is no terminal
 * @param terminal whether standard output is one
 */
export async function progressList(write: (line: string) => void, terminal: boolean): Promise<ProgressList> {
  return terminal ? await drawnList(write) : { listener: markedLines(write), end: () => Promise.resolve() };
}

async function drawnList(write: (line: string) => void): Promise<ProgressList> {
  const { Listr } = await import("listr2");
  const stages = Object.keys(STAGES) as Stage[];
  const lines = new Map(stages.map((stage) => [stage, new Line(STAGES[stage])]));
  let over = false;
  const list = new Listr(
    stages.map((stage) => ({
      title: STAGES[stage],
      // What never began is not shown as done; what the list is late for is still shown as it ended.
      skip: () => over && lines.get(stage)?.isOver !== true,
      task: async (_context: unknown, task: Task) => lines.get(stage)?.run(task),
    })),
    {
      concurrent: false,
      exitOnError: true,
      registerSignalListeners: false,
      renderer: "default",
      rendererOptions: { collapseSubtasks: false, showErrorMessage: false, collapseErrors: false },
    },
  );
  let drawn: Promise<unknown> | undefined;
  return {
    listener: (event) => {
      if (event.kind === "later") {
        write(`› ${event.text}`);
        return;
      }
      // Of a run that ends before its first stage there is nothing to draw.
      drawn ??= list.run().catch(() => undefined);
      lines.get(event.stage)?.take(event);
    },
    end: async () => {
      over = true;
      for (const line of lines.values()) line.abandon();
      await drawn;
    },
  };
}
