import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { unzipSync } from "fflate";

const root = path.resolve(__dirname, "../../../..");

/** Runs `npm run release -- <folder>` in a process of its own. @returns what it printed */
export function release(folder: string, environment: NodeJS.ProcessEnv = {}, umask = "022"): string {
  const command = `umask ${umask} && exec "$0" config/tooling/run.mjs config/tooling/release/release.ts "$1"`;
  const { status, stdout, stderr } = spawnSync("sh", ["-c", command, process.execPath, folder], {
    cwd: root,
    encoding: "utf8",
    timeout: 60_000,
    env: { ...process.env, ...environment },
  });
  if (status !== 0) throw new Error(`npm run release: exit code ${status}\n${stdout}${stderr}`);
  return stdout;
}

/** Contents of a zip by path. */
export function unzipped(file: string): Readonly<Record<string, Uint8Array>> {
  return unzipSync(new Uint8Array(readFileSync(file)));
}
