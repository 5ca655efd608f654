import { spawn } from "node:child_process";
import { Socket } from "node:net";

/**
 * Waits until its standard input closes, which the kernel does for it when this process ends, in whatever way; then
 * stops a server that still runs in the folder ($1) and removes the folder. After an orderly stop both are gone.
 */
const script = `
while read -r line; do :; done
if read -r pid < "$1/data/postmaster.pid"; then kill -QUIT "$pid"; fi
tries=0
while [ -e "$1/data/postmaster.pid" ] && [ "$tries" -lt 100 ]; do sleep 0.05; tries=$((tries + 1)); done
rm -rf "$1"
`;

/** A small process that outlives this one just long enough to clean up. */
export interface Watchdog {
  readonly pid: number;
  /** Lets it end; resolves when it has. */
  close(): Promise<void>;
}

/**
 * Guards a server's folder against `kill -9` of this process, which no handler inside it could see.
 *
 * @returns undefined on Windows, which has no POSIX shell: there a killed run leaves its server behind
 */
export function startWatchdog(folder: string): Watchdog | undefined {
  if (process.platform === "win32") return undefined;
  const child = spawn("/bin/sh", ["-c", script, "watchdog", folder], {
    stdio: ["pipe", "ignore", "ignore"],
    // A process group of its own: Ctrl-C in a terminal reaches the whole group of this process.
    detached: true,
    cwd: "/",
  });
  const { pid, stdin } = child;
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => {
      resolve();
    });
    child.once("error", () => {
      resolve();
    });
  });
  if (pid === undefined) throw new Error("cannot start /bin/sh, which guards the local database's folder");
  child.unref();
  if (stdin instanceof Socket) stdin.unref();
  return {
    pid,
    close: async () => {
      child.ref();
      stdin.end();
      await ended;
    },
  };
}
