import path from "node:path";
import { build, type Plugin } from "esbuild";

/** What the package's JavaScript is compiled for: the oldest Node.js of `engines`. */
const TARGET = "node20.19";

export interface CompiledCode {
  /** Contents by name: `index.js`, and `index.js.map` with the sources in it. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** What it requires when it runs: names of packages, and Node.js's own modules as `node:…`; sorted. */
  readonly requires: readonly string[];
  /** The project's sources that are in it, from the repository's root; sorted. */
  readonly sources: readonly string[];
}

/**
 * Compiles the constructs to one CommonJS file, as cdktf itself is CommonJS. Packages are required, not taken in: two
 * copies of cdktf or constructs in one program do not know each other's constructs.
 * The same sources give the same bytes, in every folder.
 */
export async function compilePackage(root: string): Promise<CompiledCode> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [path.join("modules", "index.ts")],
    // Not written: but the paths in the source map are relative to it.
    outfile: path.join(root, "dist", "index.js"),
    write: false,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: TARGET,
    packages: "external",
    sourcemap: "linked",
    sourcesContent: true,
    metafile: true,
    plugins: [prebuiltBundles],
    // What a tsconfig.json of some machine says must not decide what is given to others.
    tsconfigRaw: {},
    logLevel: "warning",
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  return {
    files: Object.fromEntries(outputFiles.map((file) => [path.basename(file.path), file.contents])),
    requires: [
      ...new Set(imports.filter(({ external }) => external).map((one) => packageName(one.path))),
    ].sort(),
    sources: Object.keys(metafile.inputs).sort(),
  };
}

/** In the package the functions' zips are there already, and what bundles them is not. */
const prebuiltBundles: Plugin = {
  name: "prebuilt bundles",
  setup(compilation) {
    compilation.onResolve({ filter: /^\.\/function-bundle$/ }, ({ resolveDir }) => ({
      path: path.join(resolveDir, "prebuilt-function-bundle.ts"),
    }));
  },
};

function packageName(required: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(required)?.[0] ?? required;
}
