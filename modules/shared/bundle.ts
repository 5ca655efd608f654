import { createHash } from "node:crypto";
import path from "node:path";
import { buildSync } from "esbuild";
import { reproducibleZip } from "./reproducible-zip";

/** A function's code, ready to be uploaded. */
export interface Bundle {
  /** The function's folder under `functions/`. */
  readonly name: string;
  readonly zip: Uint8Array;
  /** Bytes of what is in the zip. */
  readonly rawBytes: number;
  /** SHA-256 of the zip. */
  readonly sha256: { readonly hex: string; readonly base64: string };
}

export interface BundleRequest {
  /** Folder that holds `functions/` and `node_modules/`. */
  readonly root: string;
  /** Bundled from `functions/<name>/index.ts`. */
  readonly name: string;
  /** JavaScript that the runtime understands, such as `node22`. */
  readonly target: string;
}

/** Lambda's `handler` for every bundle. */
export const BUNDLE_HANDLER = "index.handler";

const bundles = new Map<string, Bundle>();

/**
 * Bundles a function and its packages into one file, with a source map beside it whose paths begin at the
 * repository's root. The same sources give the same bytes, on every machine and in every folder. Kept as long as
 * the process lives.
 */
export function bundle(request: BundleRequest): Bundle {
  const key = JSON.stringify([request.root, request.name, request.target]);
  const known = bundles.get(key);
  if (known !== undefined) return known;
  const built = build(request);
  bundles.set(key, built);
  return built;
}

/** Bundles without looking for an earlier bundle. @see bundle */
export function build({ root, name, target }: BundleRequest): Bundle {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: [path.join("functions", name, "index.ts")],
    // Not written: but the paths in the source map are relative to it.
    outfile: path.join(root, "index.js"),
    write: false,
    bundle: true,
    platform: "node",
    format: "cjs",
    target,
    // Packages' ES modules first: half the size, since what is not used can be left out.
    mainFields: ["module", "main"],
    minify: true,
    // A stack trace names our functions, and through the source map our lines.
    keepNames: true,
    sourcemap: "linked",
    sourcesContent: false,
    // What a tsconfig.json or a linked node_modules of some machine says must not decide what is deployed.
    tsconfigRaw: {},
    preserveSymlinks: true,
    logLevel: "warning",
  });
  const files = Object.fromEntries(
    outputFiles.map((file) => [path.relative(root, file.path), file.contents]),
  );
  const zip = reproducibleZip(files);
  const digest = createHash("sha256").update(zip).digest();
  return {
    name,
    zip,
    rawBytes: outputFiles.reduce((sum, { contents }) => sum + contents.byteLength, 0),
    sha256: { hex: digest.toString("hex"), base64: digest.toString("base64") },
  };
}
