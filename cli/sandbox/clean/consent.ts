import { createInterface } from "node:readline";

/** Whether snapshots may be deleted, as far as anybody has said. */
export type Consent = "given" | "refused" | "nobody to ask";

export interface ConsentOptions {
  /** Given on the command line. */
  readonly yes: boolean;
  readonly dryRun: boolean;
}

export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** Asks on a terminal; where there is none, only an option gives consent. */
export async function askConsent(
  question: string,
  { yes, dryRun }: ConsentOptions,
  { input, output }: Terminal,
  signal: AbortSignal,
): Promise<Consent> {
  if (dryRun) return "nobody to ask";
  if (yes) return "given";
  if (input.isTTY !== true || output.isTTY !== true) return "nobody to ask";
  return /^y(es)?$/i.test((await firstLine(question, { input, output }, signal)).trim())
    ? "given"
    : "refused";
}

/** @returns an empty line where the input ends @throws the signal's reason when it is aborted */
async function firstLine(
  question: string,
  { input, output }: Terminal,
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted();
  // Line by line, so that Ctrl-C stays the signal that it is.
  const lines = createInterface({ input, output, terminal: false });
  const closed = (): void => {
    lines.close();
  };
  signal.addEventListener("abort", closed, { once: true });
  try {
    const answer = await new Promise<string>((resolve) => {
      lines.once("line", resolve);
      lines.once("close", () => {
        resolve("");
      });
      output.write(`${question} [y/N] `);
    });
    signal.throwIfAborted();
    return answer;
  } finally {
    signal.removeEventListener("abort", closed);
    lines.close();
  }
}
