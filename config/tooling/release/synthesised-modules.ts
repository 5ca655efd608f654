import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { terraformModules } from "../../../modules/terraform-modules";
import type { Files } from "./module-zip";

/** A module's folder, as synth writes it. */
export interface SynthesisedModule {
  readonly name: string;
  readonly files: Files;
  /** Folders under `functions/` whose code it holds. */
  readonly functions: readonly string[];
}

/**
 * Synthesises every module into a folder of its own, and reads it: what somebody's Terraform left in `cdktf.out` must
 * not get into a release.
 */
export function synthesisedModules(): readonly SynthesisedModule[] {
  const outdir = mkdtempSync(path.join(tmpdir(), "release-"));
  try {
    const app = new App({ outdir, stackTraces: false });
    const modules = terraformModules(app);
    app.synth();
    return modules.map(({ node: { id }, bundles }) => ({
      name: id,
      files: filesBelow(path.join(outdir, "stacks", id)),
      functions: bundles.map(({ name }) => name),
    }));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function filesBelow(folder: string): Files {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    found.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [path.relative(folder, file).split(path.sep).join("/"), new Uint8Array(readFileSync(file))];
    }),
  );
}
