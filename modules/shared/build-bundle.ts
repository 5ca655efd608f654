import path from "node:path";
import { buildSync } from "esbuild";
import { bundleOf, type Bundle } from "./bundle";
import { reproducibleZip } from "./reproducible-zip";

export interface BundleRequest {
  /** Folder that holds `functions/` and `node_modules/`. */
  readonly root: string;
  /** Bundled from `functions/<name>/index.ts`. */
  readonly name: string;
}

/** A bundle that was made just now. */
export interface BuiltBundle extends Bundle {
  /** The source files that were read for it, relative to the root, sorted: our own and those of packages. */
  readonly sources: readonly string[];
}

/**
 * Bundles a function and its packages into one file, with a source map beside it whose paths begin at the
 * repository's root. The same sources give the same bytes, on every machine and in every folder.
 */
export function buildBundle({ root, name }: BundleRequest): BuiltBundle {
  const { outputFiles, metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: [path.join("functions", name, "index.ts")],
    // Not written: but the paths in the source map are relative to it.
    outfile: path.join(root, "index.js"),
    write: false,
    bundle: true,
    platform: "node",
    format: "cjs",
    // The oldest runtime that is accepted: what is bundled for it runs on the newer ones too.
    target: "node22",
    // Packages' ES modules first: half the size, since what is not used can be left out.
    mainFields: ["module", "main"],
    minify: true,
    // A stack trace names our functions, and through the source map our lines.
    keepNames: true,
    sourcemap: "linked",
    sourcesContent: false,
    metafile: true,
    // What a tsconfig.json or a linked node_modules of some machine says must not decide what is deployed.
    tsconfigRaw: {},
    preserveSymlinks: true,
    logLevel: "warning",
  });
  const files = Object.fromEntries(
    outputFiles.map((file) => [path.relative(root, file.path), file.contents]),
  );
  return { ...bundleOf(name, reproducibleZip(files)), sources: Object.keys(metafile.inputs).sort() };
}
