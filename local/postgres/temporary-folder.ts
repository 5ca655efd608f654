import { mkdtempSync, readdirSync, readFileSync, rmSync, lstatSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { codeOf, messageOf } from "../shared/error-facts";

const prefix = "db-snapshot-to-s3-";
const ownerFile = "owner.json";

/** The system's temporary folder cannot be used. */
export class TemporaryFolderError extends Error {
  override readonly name = "TemporaryFolderError";
}

/**
 * Makes a folder for data that nobody needs after this process, and notes in it who owns it, so that a later run
 * can remove what a killed one left behind.
 *
 * @param purpose part of the folder's name, such as `postgres`
 * @param parent folder to make it in @default the system's temporary folder
 * @throws TemporaryFolderError when that is missing, is no folder, or is closed to this user
 */
export function createTemporaryFolder(purpose: string, parent: string = tmpdir()): string {
  const folder = usable(parent, () => {
    removeStaleFolders(parent);
    return mkdtempSync(path.join(parent, `${prefix}${purpose}-`));
  });
  writeFileSync(path.join(folder, ownerFile), JSON.stringify({ pid: process.pid, host: hostname() }));
  return folder;
}

function usable<T>(parent: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!["ENOENT", "EACCES", "ENOTDIR", "EROFS"].includes(codeOf(error))) throw error;
    throw new TemporaryFolderError(
      `TMPDIR ${parent} is not a folder that can be written: ${messageOf(error)}`,
      {
        cause: error,
      },
    );
  }
}

/**
 * Removes folders of ours whose process is gone. Left alone: what belongs to another user or another host (a
 * container may share the folder but not the process numbers), and what has a server still running in it.
 */
export function removeStaleFolders(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    const folder = path.join(parent, name);
    if (isStale(folder)) rmSync(folder, { recursive: true, force: true });
  }
}

function isStale(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat?.isDirectory() !== true || stat.uid !== (process.getuid?.() ?? stat.uid)) return false;
  const owner = readOwner(folder);
  if (owner?.host !== hostname() || isRunning(owner.pid)) return false;
  const server = serverPid(folder);
  return server === undefined || !isRunning(server);
}

function readOwner(folder: string): { readonly pid: number; readonly host: string } | undefined {
  const text = readIfThere(path.join(folder, ownerFile));
  if (text === undefined) return undefined;
  const owner: unknown = text === "" ? undefined : JSON.parse(text);
  if (typeof owner !== "object" || owner === null || !("pid" in owner) || !("host" in owner))
    return undefined;
  return { pid: Number(owner.pid), host: String(owner.host) };
}

function serverPid(folder: string): number | undefined {
  const text = readIfThere(path.join(folder, "data", "postmaster.pid"));
  return text === undefined ? undefined : Number.parseInt(text, 10);
}

/** Another process may remove the folder at any moment: a file that is not there is an answer, not an error. */
function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** @returns whether a process of that number exists, whoever it belongs to */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
