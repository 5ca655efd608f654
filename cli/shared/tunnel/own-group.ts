import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { Socket } from "node:net";
import { treeEnd } from "./end-tree";

/**
 * Waits until its standard input closes, which the kernel does for it when this process ends, in whatever way; then
 * ends the process group ($1).
 */
const WATCHDOG = `while read -r line; do :; done; kill -s INT -- "-$1"; sleep 1; kill -s KILL -- "-$1"`;

/** Time that a group has between being asked to end and being killed. */
const GRACE_MILLISECONDS = 3000;

/** A program with all that it starts. */
export interface ProgramGroup {
  readonly child: ChildProcess;
  /** Resolves with the exit code when the program itself is gone; null: ended by a signal, or it could not be started. */
  readonly ended: Promise<number | null>;
  /** Ends it and all that it has started. May be called again. */
  close(): Promise<void>;
}

/**
 * Starts a program in a process group of its own, which ends with this process, however this process ends: the AWS CLI
 * leaves the work to a plugin, a process of its own that would go on without it. On Windows, which has no process
 * groups, only an orderly end is covered.
 */
export function startGroup(
  program: string,
  args: readonly string[],
  environment: Readonly<NodeJS.ProcessEnv>,
): ProgramGroup {
  const grouped = process.platform !== "win32";
  const child = spawn(program, args, {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    detached: grouped,
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once("error", () => {
      resolve(null);
    });
    child.once("close", (code) => {
      resolve(code);
    });
  });
  // What it has started may hold its output open for longer, so that nobody who ends it waits for that.
  const gone = new Promise<void>((resolve) => {
    child.once("error", () => {
      resolve();
    });
    child.once("exit", () => {
      resolve();
    });
  });
  const { pid } = child;
  const watchdog = grouped && pid !== undefined ? startWatchdog(pid) : undefined;
  const signal = (name: NodeJS.Signals): void => {
    endTree(child, name);
  };
  const onExit = (): void => {
    signal("SIGKILL");
  };
  process.once("exit", onExit);
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    // What a terminal sends: the plugin then ends the session in AWS, too.
    signal("SIGINT");
    const timer = setTimeout(() => {
      signal("SIGKILL");
    }, GRACE_MILLISECONDS);
    await gone;
    clearTimeout(timer);
    // The program may be gone before what it has started.
    signal("SIGKILL");
    child.stdout.destroy();
    child.stderr.destroy();
    process.removeListener("exit", onExit);
    watchdog?.kill("SIGKILL");
  };
  return { child, ended, close: () => (closing ??= close()) };
}

function endTree(child: ChildProcess, name: NodeJS.Signals): void {
  const { pid, exitCode, signalCode } = child;
  if (pid === undefined) return;
  const end = treeEnd(process.platform, pid);
  if (end.kind === "taskkill") {
    // Its number may be another program's once it is gone.
    if (exitCode !== null || signalCode !== null) return;
    const { status } = spawnSync(end.program, end.args, { stdio: "ignore", windowsHide: true });
    if (status !== 0) child.kill(name);
    return;
  }
  try {
    process.kill(end.group, name);
  } catch {
    // Nobody is left in the group.
  }
}

function startWatchdog(group: number): ChildProcess {
  const child = spawn("/bin/sh", ["-c", WATCHDOG, "watchdog", String(group)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    cwd: "/",
  });
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child;
}
