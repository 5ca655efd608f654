// Runs a TypeScript entry file with plain Node: `node config/tooling/run.mjs main.ts [arguments]`.
// esbuild joins our own sources into one file (packages stay in node_modules), so that nothing has to be
// compiled beforehand and a synth takes a fraction of a second.
import { mkdirSync, renameSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

// A password in an argument must not stand in `ps` for as long as this runs; before anything that takes time.
const withoutPassword = (word) =>
  word.replace(/(:\/\/[^:/?#]*):.*@/, "$1:***@").replace(/([?&]password=)[^&]*/, "$1***");
if (process.argv.some((word) => withoutPassword(word) !== word))
  process.title = ["node", ...process.argv.slice(1)].map(withoutPassword).join(" ");

// Otherwise esbuild keeps a process beside this one, which nobody reaps where there is no init (in a container, say).
process.env.ESBUILD_WORKER_THREADS = "0";
const { buildSync } = await import("esbuild");

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const [entry, ...rest] = process.argv.slice(2);
if (entry === undefined) {
  console.error("usage: node config/tooling/run.mjs <entry.ts> [arguments]");
  process.exit(2);
}

const source = path.resolve(root, entry);
const outfile = path.join(root, ".build", `${path.relative(root, source).replace(/[\\/]/g, "-")}.cjs`);
// Two runs at once must not read each other's half-written file: it takes its name when it is whole.
const unfinished = `${outfile}.${process.pid}`;
mkdirSync(path.dirname(outfile), { recursive: true });
buildSync({
  entryPoints: [source],
  outfile: unfinished,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  packages: "external",
  sourcemap: "inline",
  logLevel: "warning",
});
renameSync(unfinished, outfile);

process.setSourceMapsEnabled(true);
process.argv = [process.argv[0], source, ...rest];
createRequire(import.meta.url)(outfile);
