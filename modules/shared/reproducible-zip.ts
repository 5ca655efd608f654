import { zipSync } from "fflate";

/** Read from local time by the zip format: built from local fields, it is the same in every time zone. */
const MODIFIED = new Date(1980, 0, 1, 12);
const UNIX = 3;
/** A regular file that everybody may read: Lambda runs the code as a user of its own. */
const FILE_ATTRIBUTES = (0o100644 << 16) >>> 0;

/**
 * Zips files so that the same contents always give the same bytes: no times, owners or order of the machine in it,
 * and a deflate that is JavaScript, not the zlib of some Node.js.
 * @param files contents by name
 */
export function reproducibleZip(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const names = Object.keys(files).sort();
  return zipSync(Object.fromEntries(names.map((name) => [name, files[name] ?? new Uint8Array()])), {
    level: 9,
    mtime: MODIFIED,
    os: UNIX,
    attrs: FILE_ATTRIBUTES,
  });
}
