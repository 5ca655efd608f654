import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { TERRAFORM_MODULES } from "../../../modules/terraform-modules";
import { EXIT, type ExitCode } from "../exit-code";
import { runCheck } from "../run-check";
import { checksums, moduleZip, sourceLine, type ModuleZip } from "./module-zip";
import { papersOf, withVersion } from "./papers";
import { synthesisedModules } from "./synthesised-modules";

const packageJson = z.object({ version: z.string().regex(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/) });

const CHECKSUMS_FILE = "SHA256SUMS";

/**
 * `npm run release`: one zip per Terraform module, and their checksums, in `release/`. The same sources give the same
 * bytes. `npm run release -- <folder>` writes elsewhere. An earlier release in the folder is replaced, and nothing else.
 */
function main(): Promise<ExitCode> {
  const root = repositoryRoot();
  const folder = path.resolve(root, process.argv[2] ?? "release");
  const { version } = packageJson.parse(JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")));
  const zips = synthesisedModules().map(({ name, files, functions }) =>
    moduleZip(name, version, withVersion(files, version), papersOf(root, functions)),
  );
  mkdirSync(folder, { recursive: true });
  removeEarlierRelease(folder);
  write(folder, zips);
  for (const zip of zips) console.log(`${zip.fileName}: ${kilobytes(zip)}\n  ${sourceLine(zip)}`);
  console.log(`written to ${folder}, with SHA256SUMS`);
  return Promise.resolve(EXIT.ok);
}

function removeEarlierRelease(folder: string): void {
  const modules = Object.keys(TERRAFORM_MODULES);
  const isOurs = (name: string): boolean =>
    name === CHECKSUMS_FILE ||
    (name.endsWith(".zip") &&
      modules.some((module) => name.startsWith(`${module}-`) && /^\d/.test(name.slice(module.length + 1))));
  for (const name of readdirSync(folder).filter(isOurs)) rmSync(path.join(folder, name));
}

function write(folder: string, zips: readonly ModuleZip[]): void {
  for (const { fileName, bytes } of zips) writeFileSync(path.join(folder, fileName), bytes);
  writeFileSync(path.join(folder, CHECKSUMS_FILE), checksums(zips));
}

function kilobytes({ bytes }: ModuleZip): string {
  return `${(bytes.byteLength / 1000).toFixed(1)} kB`;
}

runCheck(main);
