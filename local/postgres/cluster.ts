import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PostgresProgramError, startProgram } from "./postgres-program";
import { closedFolder } from "./server-user";
import type { ServerUser } from "./server-user";

/** Name of the database superuser, the only role there is. */
export const superuser = "postgres";

/**
 * Makes an empty database cluster in `<directory>/data`, with the programs in `runtime`.
 *
 * @throws PostgresProgramError when the server's user cannot enter the directory, or initdb fails
 */
export async function createCluster(
  directory: string,
  runtime: string,
  user: ServerUser,
  password: string,
  log: (line: string) => void,
): Promise<void> {
  chmodSync(directory, 0o755);
  refuseClosed(directory, user);
  const data = path.join(directory, "data");
  const passwordFile = path.join(directory, "password");
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user.kind === "other") for (const own of [data, passwordFile]) chownSync(own, user.uid, user.gid);
  const program = startProgram(runtime, "initdb", clusterParameters(data, passwordFile), user, log);
  const code = await program.ended;
  rmSync(passwordFile);
  if (code === 0) return;
  const nameless = program.lines().some((line) => line.includes("could not look up effective user ID"));
  const advice = nameless
    ? " (PostgreSQL runs only as a user that /etc/passwd names: use another one, or add it)"
    : "";
  throw new PostgresProgramError("initdb", `ended with ${code}${advice}`, program.lines());
}

function refuseClosed(directory: string, user: ServerUser): void {
  const closed = closedFolder(directory, user);
  if (closed === undefined) return;
  throw new PostgresProgramError(
    "initdb",
    `cannot run in ${directory}: the user nobody, which runs PostgreSQL when this is started as root, may not ` +
      `enter ${closed}. Set TMPDIR to a folder that everybody may enter, such as /tmp`,
    [],
  );
}

function clusterParameters(data: string, passwordFile: string): readonly string[] {
  return [
    `--pgdata=${data}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // PostgreSQL's own locale: sorts by code point, knows letters of all scripts, needs nothing of the system.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-sync",
    "--no-instructions",
  ];
}
