import { readFileSync, statSync } from "node:fs";
import path from "node:path";

/** Who the server runs as: PostgreSQL refuses to run as root. */
export type ServerUser =
  | { readonly kind: "same" }
  | { readonly kind: "other"; readonly name: string; readonly uid: number; readonly gid: number };

/** The system has no user that the server could run as. */
export class ServerUserError extends Error {
  override readonly name = "ServerUserError";
}

/**
 * Root runs the server as the existing user `nobody`, by number; everybody else as themselves. No user is created.
 *
 * @param uid this process's user, undefined where the system has no such numbers (Windows)
 * @param passwd content of /etc/passwd; read only for root
 * @throws ServerUserError when root finds no user `nobody`
 */
export function decideServerUser(uid: number | undefined, passwd: () => string): ServerUser {
  if (uid !== 0) return { kind: "same" };
  for (const line of passwd().split("\n")) {
    const [name, , userId, groupId] = line.split(":");
    if (name === "nobody" && isId(userId) && isId(groupId))
      // Some systems write nobody's numbers as -2; the kernel knows them as unsigned.
      return { kind: "other", name, uid: Number(userId) >>> 0, gid: Number(groupId) >>> 0 };
  }
  throw new ServerUserError(
    "PostgreSQL does not run as root, and /etc/passwd has no user `nobody` to run it as. " +
      "Start again as another user, or add a line for nobody (nobody:x:65534:65534::/:/bin/false).",
  );
}

const isId = (text: string | undefined): text is string => text !== undefined && /^-?\d+$/.test(text);

/** @throws ServerUserError as {@link decideServerUser} */
export function serverUser(): ServerUser {
  return decideServerUser(process.getuid?.(), () => readFileSync("/etc/passwd", "utf8"));
}

/**
 * @returns the first folder that does not let the user through on the way from the root, or undefined when the
 *   user can enter `folder`
 */
export function closedFolder(folder: string, user: ServerUser): string | undefined {
  if (user.kind === "same") return undefined;
  const parent = path.dirname(folder);
  const above = parent === folder ? undefined : closedFolder(parent, user);
  return above ?? (mayEnter(folder, user) ? undefined : folder);
}

function mayEnter(folder: string, user: { readonly uid: number; readonly gid: number }): boolean {
  const { uid, gid, mode } = statSync(folder);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  if (gid === user.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}
