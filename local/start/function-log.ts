import { createWriteStream, mkdirSync, type WriteStream } from "node:fs";
import { once } from "node:events";
import path from "node:path";
import * as z from "zod";
import type { FunctionLine } from "../lambda/local-function";

/** A decision that a function logged: one line per message that it handled. */
export interface Decision {
  readonly functionName: string;
  readonly decision: string;
  readonly reason: string;
  readonly nextStep: string;
  readonly snapshot: string | null;
  readonly exportTask: string | null;
  /** All fields of the line. */
  readonly line: Readonly<Record<string, unknown>>;
}

const decisionLine = z.looseObject({
  decision: z.string(),
  reason: z.string(),
  nextStep: z.string(),
  snapshot: z.string().nullish(),
  exportTask: z.string().nullish(),
});

/**
 * Errors stand in the other stream, as Node.js has it; Lambda makes one log of both.
 *
 * @returns the decision that a line holds, or undefined when it is another line: a metric, a warning, a stack
 */
export function readDecision({ functionName, text }: FunctionLine): Decision | undefined {
  if (!text.startsWith("{")) return undefined;
  const line = parseJson(text);
  const result = decisionLine.safeParse(line);
  if (!result.success) return undefined;
  const { decision, reason, nextStep, snapshot, exportTask } = result.data;
  return {
    functionName,
    decision,
    reason,
    nextStep,
    snapshot: snapshot ?? null,
    exportTask: exportTask ?? null,
    line: result.data,
  };
}

/** A line that begins like JSON and is none is text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Log files of a run: one per function and stream, as the functions wrote them, and others by name. */
export class LogFiles {
  private readonly files = new Map<string, WriteStream>();

  constructor(readonly directory: string) {
    mkdirSync(directory, { recursive: true });
  }

  write(name: string, line: string): void {
    const file = this.files.get(name) ?? createWriteStream(path.join(this.directory, name), { flags: "a" });
    this.files.set(name, file);
    file.write(`${line}\n`);
  }

  writeFunctionLine({ functionName, stream, text }: FunctionLine): void {
    this.write(stream === "stdout" ? `${functionName}.jsonl` : `${functionName}.stderr.log`, text);
  }

  async close(): Promise<void> {
    const files = [...this.files.values()];
    this.files.clear();
    await Promise.all(
      files.map(async (file) => {
        file.end();
        await once(file, "close");
      }),
    );
  }
}
