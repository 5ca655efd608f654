import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { AssetType, TerraformAsset } from "cdktf";
import type { Construct } from "constructs";
import type { Bundle } from "./bundle";
import { keptAssets } from "./module-assets";
import { repositoryRoot } from "./repository-root";

/**
 * A zip that synth puts beside the stack's JSON: in a folder named after its hash, or, in a module, in `functions/`,
 * where it is found wherever the module has been moved to.
 * @returns where Terraform finds it, relative to the stack's folder
 */
export function bundleAsset(scope: Construct, id: string, bundle: Bundle, fileName: string): string {
  const kept = keptAssets(scope);
  if (kept !== undefined) {
    const name = `functions/${fileName}`;
    kept.set(name, bundle.zip);
    return `\${path.module}/${name}`;
  }
  const file = bundle.file ?? writtenFile(bundle, fileName);
  return new TerraformAsset(scope, id, { path: file, type: AssetType.FILE, assetHash: bundle.sha256.hex })
    .path;
}

/** The framework copies files only: the zip is one in the repository's `.build` folder until synth. */
function writtenFile(bundle: Bundle, fileName: string): string {
  const folder = path.join(repositoryRoot(), ".build", "functions", bundle.sha256.hex);
  const file = path.join(folder, fileName);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  // Written aside and renamed: another process may synthesise the same at the same time.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, bundle.zip);
  renameSync(draft, file);
  return file;
}
