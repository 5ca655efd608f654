import { fork, type ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";
import * as z from "zod";
import type { InvocationOutcome } from "./batch-outcome";

/** What a process of a function is started with. */
export interface InstanceStart {
  /** Path of `bootstrap.mjs`. */
  readonly bootstrap: string;
  readonly codeDirectory: string;
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly clock: { readonly factor: number; readonly originMilliseconds: number };
}

/** One invocation, as the bootstrap understands it. */
export interface Invocation {
  readonly event: unknown;
  readonly traceId: string;
  readonly context: {
    readonly awsRequestId: string;
    readonly functionName: string;
    readonly invokedFunctionArn: string;
    readonly memoryLimitInMB: string;
    readonly logGroupName: string;
    readonly logStreamName: string;
    /** Real epoch milliseconds at which the invocation times out. */
    readonly deadline: number;
  };
}

const answer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  z.object({ kind: z.literal("returned"), payload: z.string() }),
  z.object({ kind: z.literal("threw"), errorType: z.string(), errorMessage: z.string() }),
]);

/** A process that runs a function's code, one event at a time; Lambda calls it an execution environment. */
export class FunctionInstance {
  private readonly child: ChildProcess;
  private readonly ended: Promise<string>;
  private waiting: ((outcome: InvocationOutcome | { readonly kind: "ready" }) => void) | undefined;
  /** Resolves when the code is loaded, with why not if it could not be. */
  private readonly started: Promise<InvocationOutcome | { readonly kind: "ready" }>;

  constructor(start: InstanceStart, onLine: (stream: "stdout" | "stderr", line: string) => void) {
    const { factor, originMilliseconds } = start.clock;
    this.child = fork(
      start.bootstrap,
      [start.codeDirectory, start.handler, String(factor), String(originMilliseconds)],
      {
        cwd: start.codeDirectory,
        env: start.environment,
        execArgv: [],
        stdio: ["ignore", "pipe", "pipe", "ipc"],
      },
    );
    this.ended = new Promise((resolve) => {
      // Later errors, as of a message to a process that is just dying, come before its end and are not its end.
      this.child.on("error", (error) => {
        if (this.child.pid === undefined) resolve(error.message);
      });
      this.child.once("close", (code, signal) => {
        resolve(signal === null ? `exit code ${code ?? "unknown"}` : `signal ${signal}`);
      });
    });
    this.started = this.nextAnswer();
    this.child.on("message", (message) => {
      this.waiting?.(answer.parse(message));
    });
    forEachLine(this.child.stdout, (line) => {
      onLine("stdout", line);
    });
    forEachLine(this.child.stderr, (line) => {
      onLine("stderr", line);
    });
  }

  /** Runs the handler; an instance that timed out or crashed is of no further use. */
  async invoke(invocation: Invocation, timeoutSeconds: number): Promise<InvocationOutcome> {
    const started = await withTimeout(this.started, timeoutSeconds);
    if (started.kind !== "ready") return started;
    if (!this.child.connected) return { kind: "crashed", how: await this.ended };
    const next = this.nextAnswer();
    this.child.send(invocation);
    const outcome = await withTimeout(next, timeoutSeconds);
    return outcome.kind === "ready"
      ? { kind: "crashed", how: "the bootstrap answered out of turn" }
      : outcome;
  }

  /** Ends the process, as Lambda does after a time-out; resolves when it is gone and its output is read. */
  async end(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
  }

  private nextAnswer(): Promise<InvocationOutcome | { readonly kind: "ready" }> {
    const message = new Promise<InvocationOutcome | { readonly kind: "ready" }>((resolve) => {
      this.waiting = resolve;
    });
    return Promise.race([message, this.ended.then((how) => ({ kind: "crashed", how }) as const)]);
  }
}

async function withTimeout<T>(
  answered: Promise<T>,
  seconds: number,
): Promise<T | { readonly kind: "timedOut"; readonly seconds: number }> {
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<{ readonly kind: "timedOut"; readonly seconds: number }>((resolve) => {
    timer = setTimeout(() => {
      resolve({ kind: "timedOut", seconds });
    }, seconds * 1000);
  });
  try {
    return await Promise.race([answered, timedOut]);
  } finally {
    clearTimeout(timer);
  }
}

/** Calls back with each line; readline would hold back what comes after the stream's end. */
function forEachLine(stream: Readable | null, onLine: (line: string) => void): void {
  let rest = "";
  stream?.setEncoding("utf8");
  stream?.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(onLine);
  });
  stream?.on("end", () => {
    if (rest !== "") onLine(rest);
  });
}
