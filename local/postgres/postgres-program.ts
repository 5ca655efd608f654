import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { Socket } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import type { ServerUser } from "./server-user";

/** A PostgreSQL program ended or would not start; holds the last lines it wrote. */
export class PostgresProgramError extends Error {
  override readonly name = "PostgresProgramError";
  constructor(
    program: string,
    what: string,
    readonly lines: readonly string[],
  ) {
    super(`${program} ${what}${lines.length === 0 ? "" : `: ${lines.join(" | ")}`}`);
  }
}

export interface PostgresProgram {
  readonly child: ChildProcess;
  /** Resolves with the exit code, or the signal's name; rejects when the program cannot be executed. */
  readonly ended: Promise<number | string>;
  /** The last lines written to standard error. */
  lines(): readonly string[];
}

const keptLines = 12;

/**
 * Starts a program of the copied binaries as the server's user, with an environment of its own (PGDATA, LC_ALL and
 * the like in the person's shell must not change what it does).
 */
export function startProgram(
  runtime: string,
  name: "initdb" | "postgres",
  parameters: readonly string[],
  user: ServerUser,
  onLine: (line: string) => void,
): PostgresProgram {
  const child = spawn(path.join(runtime, "bin", name), parameters, {
    stdio: ["ignore", "ignore", "pipe"],
    cwd: runtime,
    // Its own process group: Ctrl-C in a terminal must reach this process first, which ends the rest in order.
    detached: process.platform !== "win32",
    ...(user.kind === "other" ? { uid: user.uid, gid: user.gid } : {}),
    env: {
      PATH: process.env["PATH"],
      LC_ALL: "C",
      TZ: "UTC",
      ...(process.platform === "win32" ? { SystemRoot: process.env["SystemRoot"] } : {}),
    },
  });
  // What is written keeps this process no longer than the child does.
  if (child.stderr instanceof Socket) child.stderr.unref();
  const kept: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    kept.push(line);
    if (kept.length > keptLines) kept.shift();
    onLine(line);
  });
  const ended = new Promise<number | string>((resolve, reject) => {
    child.once("error", (error) => {
      reject(new PostgresProgramError(name, cannotExecute(error, runtime, user), kept));
    });
    child.once("close", (code, signal) => {
      resolve(code ?? signal ?? "unknown");
    });
  });
  return { child, ended, lines: () => [...kept] };
}

function cannotExecute(error: Error, runtime: string, user: ServerUser): string {
  const code = "code" in error ? String(error.code) : error.message;
  const as = user.kind === "other" ? ` as ${user.name} (uid ${user.uid})` : "";
  const advice =
    code === "EACCES"
      ? "; the folder may be on a file system mounted noexec: set TMPDIR to another one"
      : code === "EINVAL" || code === "EPERM"
        ? "; this container may not switch users: start it as a user that is not root"
        : "";
  return `could not be executed in ${runtime}${as} (${code})${advice}`;
}
