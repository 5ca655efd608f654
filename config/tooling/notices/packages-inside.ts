import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** A package of somebody else whose code is inside ours. */
export interface PackageInside {
  readonly name: string;
  readonly version: string;
  /** SPDX identifier, such as `Apache-2.0`. */
  readonly licence: string;
  /** What the package's own licence and notice files say; empty when it ships none. */
  readonly texts: readonly string[];
}

const manifest = z.object({ name: z.string(), version: z.string(), license: z.string() });

/**
 * @param sources files that were bundled, relative to the root
 * @returns the packages that they are of, each once, by name and version
 */
export function packagesInside(root: string, sources: readonly string[]): readonly PackageInside[] {
  const folders = new Set(sources.flatMap((source) => packageFolder(source) ?? []));
  const packages = [...folders].map((folder) => readPackage(path.join(root, folder)));
  const unique = new Map(packages.map((found) => [`${found.name}@${found.version}`, found]));
  return [...unique.keys()].sort().flatMap((key) => unique.get(key) ?? []);
}

/** @returns `node_modules/<name>`, nested or not; undefined for a file of our own */
function packageFolder(source: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(source)?.[0];
}

function readPackage(folder: string): PackageInside {
  const { name, version, license } = manifest.parse(readJson(path.join(folder, "package.json")));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(path.join(folder, file), "utf8"));
  return { name, version, licence: license, texts };
}

function readJson(file: string): unknown {
  if (!existsSync(file)) throw new Error(`expected ${file}: the packages are bundled from there; run npm ci`);
  return JSON.parse(readFileSync(file, "utf8"));
}
