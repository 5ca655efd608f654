import { readFileSync, statSync } from "node:fs";
import path from "node:path";

/** Whom a line of a password file is looked up for. */
export interface PasswordOwner {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/** `~/.pgpass`, or on Windows its counterpart, is left to the caller's `home`. */
export const usualPasswordFile = (home: string): string => path.join(home, ".pgpass");

/**
 * Looks a password up as libpq does (PostgreSQL documentation, "The Password File"): the first line that fits; a file
 * that others may read counts for nothing. Not with the package `pgpass`, which finds its file through the process's
 * environment, where a run keeps nothing of the person's.
 *
 * @returns undefined when there is no file, no line, or the file is open to others
 */
export function passwordFromFile(file: string, owner: PasswordOwner): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat?.isFile() !== true) return undefined;
  if (process.platform !== "win32" && (stat.mode & 0o077) !== 0) return undefined;
  // A Unix socket goes by the name of localhost.
  const host = owner.host.startsWith("/") ? "localhost" : owner.host;
  const wanted = [host, String(owner.port), owner.database, owner.user];
  for (const line of readFileSync(file, "utf8").split(/\r?\n/)) {
    if (line.startsWith("#")) continue;
    const fields = fieldsOf(line);
    const password = fields[wanted.length];
    if (password === undefined) continue;
    if (wanted.every((value, index) => fields[index] === "*" || unescaped(fields[index]) === value))
      return unescaped(password);
  }
  return undefined;
}

/** Fields are parted by colons; `\:` is a colon and `\\` a backslash inside one. */
const fieldsOf = (line: string): string[] => line.match(/(?:^|(?<=:))(?:\\.|[^\\:])*(?=:|$)/g) ?? [];

const unescaped = (field: string | undefined): string | undefined => field?.replaceAll(/\\(.)/g, "$1");
