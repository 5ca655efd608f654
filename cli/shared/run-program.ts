import { spawn } from "node:child_process";
import { codeOf } from "../../local/shared/error-facts";

export type ProgramEnd =
  | { readonly kind: "missing" }
  | {
      readonly kind: "ended";
      readonly code: number | null;
      readonly stdout: string;
      readonly stderr: string;
    };

export interface ProgramSurroundings {
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly signal: AbortSignal;
}

/**
 * Runs a program to its end. Its input is closed.
 *
 * @throws the signal's reason when it is aborted; the program is then ended, too
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  { environment, signal }: ProgramSurroundings,
): Promise<ProgramEnd> {
  signal.throwIfAborted();
  const child = spawn(program, args, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const out = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (out.stderr += text));
  const kill = (): void => {
    child.kill("SIGTERM");
  };
  signal.addEventListener("abort", kill, { once: true });
  try {
    const ended = await new Promise<ProgramEnd>((resolve, reject) => {
      child.once("error", (error) => {
        if (codeOf(error) === "ENOENT") resolve({ kind: "missing" });
        else reject(error);
      });
      child.once("close", (code) => {
        resolve({ kind: "ended", code, ...out });
      });
    });
    signal.throwIfAborted();
    return ended;
  } finally {
    signal.removeEventListener("abort", kill);
  }
}
