import { spawn } from "node:child_process";

/** How a program of another maker ended. */
export type ToolOutcome =
  | { readonly kind: "missing"; readonly program: string }
  | {
      readonly kind: "timed out";
      readonly program: string;
      readonly seconds: number;
      readonly output: string;
    }
  | {
      readonly kind: "exited";
      readonly code: number;
      readonly stdout: string;
      readonly stderr: string;
    };

export interface ToolRun {
  readonly program: string;
  readonly args: readonly string[];
  /** Working folder. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Real seconds after which the program and all that it started are ended. */
  readonly timeoutSeconds: number;
  /** Once its standard output matches, the program is interrupted as by Ctrl+C, and may come to its end. */
  readonly interruptAt?: RegExp | undefined;
}

/**
 * Runs a program to its end, or to its time limit. It gets a process group of its own, which is ended as a whole
 * however the program ends: Terraform's providers outlive a Terraform that is killed, and hold the state's lock.
 */
export function runTool({
  program,
  args,
  folder,
  environment,
  timeoutSeconds,
  interruptAt,
}: ToolRun): Promise<ToolOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: environment,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      endGroup(child.pid);
    }, timeoutSeconds * 1000);
    const endWithUs = (): void => {
      endGroup(child.pid);
    };
    process.once("exit", endWithUs);
    const settle = (): void => {
      clearTimeout(timer);
      process.removeListener("exit", endWithUs);
    };
    let waitsFor = interruptAt;
    child.stdout.on("data", (data: Buffer) => {
      stdout.push(data);
      if (waitsFor?.test(Buffer.concat(stdout).toString()) !== true) return;
      waitsFor = undefined;
      child.kill("SIGINT");
    });
    child.stderr.on("data", (data: Buffer) => stderr.push(data));
    child.on("error", (error: NodeJS.ErrnoException) => {
      settle();
      if (error.code === "ENOENT") resolve({ kind: "missing", program });
      else reject(error);
    });
    child.on("exit", endWithUs);
    child.on("close", (code) => {
      settle();
      const out = Buffer.concat(stdout).toString();
      const err = Buffer.concat(stderr).toString();
      if (timedOut) resolve({ kind: "timed out", program, seconds: timeoutSeconds, output: out + err });
      else resolve({ kind: "exited", code: code ?? 1, stdout: out, stderr: err });
    });
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // Nobody is left in the group: that is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
