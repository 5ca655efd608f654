import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import path from "node:path";
import { hasErrorCode } from "../error-code";

/**
 * The files of one bucket. Objects lie under their own key where a file system can hold it (`objects/housing/…`), so
 * that a person finds them; every other key under its hash. No key reaches outside the folder: what is not plain is
 * escaped, capital letters too, since some file systems take `A` and `a` for one name.
 */
export class ObjectFiles {
  private readonly incoming: string;

  constructor(private readonly directory: string) {
    this.incoming = path.join(directory, "incoming");
    // What lies here was not finished when the last process ended.
    rmSync(this.incoming, { recursive: true, force: true });
    mkdirSync(this.incoming, { recursive: true });
  }

  /** A path for bytes that are on their way. */
  temporary(): string {
    return path.join(this.incoming, randomUUID());
  }

  absolute(file: string): string {
    return path.join(this.directory, file);
  }

  /**
   * Moves a finished temporary file to its place, in one step: readers see the old object or the new one.
   *
   * @returns the place, relative to the folder
   */
  place(temporary: string, key: string): string {
    const plain = plainPath(key);
    if (plain !== undefined && this.tryPlace(temporary, plain)) return plain;
    const hash = createHash("sha256").update(key).digest("hex");
    const hashed = path.join("hashed", hash.slice(0, 2), hash);
    moveInto(temporary, this.absolute(hashed));
    return hashed;
  }

  /** Removes an object's file and the folders that are empty without it. */
  remove(file: string): void {
    rmSync(this.absolute(file), { force: true });
    for (let folder = path.dirname(file); folder.includes(path.sep); folder = path.dirname(folder)) {
      try {
        rmdirSync(this.absolute(folder));
      } catch (error) {
        if (hasErrorCode(error, "ENOTEMPTY", "EEXIST", "ENOENT")) return;
        throw error;
      }
    }
  }

  /** Both `a` and `a/b` may be keys, but not both files. */
  private tryPlace(temporary: string, file: string): boolean {
    try {
      moveInto(temporary, this.absolute(file));
      return true;
    } catch (error) {
      if (hasErrorCode(error, "EEXIST", "ENOTDIR", "EISDIR", "ENAMETOOLONG", "ENOTEMPTY")) return false;
      throw error;
    }
  }
}

/** @returns undefined where a segment is empty, or longer than file names may be */
function plainPath(key: string): string | undefined {
  const segments = key.split("/").map(escapedSegment);
  const fits = segments.every((segment) => segment !== "" && segment.length <= 200);
  return fits && segments.join("/").length <= 900 ? path.join("objects", ...segments) : undefined;
}

/** Most folders exist already when a file comes. */
function moveInto(temporary: string, target: string): void {
  try {
    renameSync(temporary, target);
  } catch (error) {
    if (!hasErrorCode(error, "ENOENT")) throw error;
    mkdirSync(path.dirname(target), { recursive: true });
    renameSync(temporary, target);
  }
}

const escapedBytes = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return /[a-z0-9._=,@-]/.test(character) ? character : `%${byte.toString(16).padStart(2, "0")}`;
});

function escapedSegment(segment: string): string {
  if (segment === "." || segment === "..") return segment.replaceAll(".", "%2e");
  if (/^[a-z0-9._=,@-]*$/.test(segment)) return segment;
  return Array.from(Buffer.from(segment), (byte) => escapedBytes[byte]).join("");
}
