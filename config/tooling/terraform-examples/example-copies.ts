import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { App } from "cdktf";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { terraformModules } from "../../../modules/terraform-modules";
import type { Example } from "./examples";

/** Where the examples lie in the repository. */
const EXAMPLES_FOLDER = "examples";

const LEFT_BY_SOMEBODY = /^\.terraform|^terraform\.tfstate|\.tfvars(?:\.json)?$|\.tfplan$/;

/** Synthesises the modules to where the examples beside them take them from: `../../cdktf.out/stacks/<module>`. */
export function writeModules(outdir: string): void {
  const app = new App({ outdir: path.join(outdir, "cdktf.out"), stackTraces: false });
  terraformModules(app);
  app.synth();
}

/**
 * Copies an example as it is, so that nothing of Terraform's own gets into the checkout, and puts an override beside it
 * for the API on this machine.
 * @returns the copy's folder
 */
export function copyExample(example: Example, outdir: string): string {
  const folder = path.join(outdir, EXAMPLES_FOLDER, example.name);
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(repositoryRoot(), EXAMPLES_FOLDER, example.name), folder, {
    recursive: true,
    // Somebody who tried the example may have left a state, which is not ours to destroy, and values of their own.
    filter: (file) => !LEFT_BY_SOMEBODY.test(path.basename(file)),
  });
  writeFileSync(path.join(folder, "local_override.tf.json"), JSON.stringify(localOverride(example)));
  return folder;
}

/** The state in a file beside the configuration, and buckets by path: `<bucket>.127.0.0.1` is no host. */
function localOverride({ providerAliases }: Example): object {
  const settings = { s3_use_path_style: true };
  return {
    terraform: { backend: { local: {} } },
    provider: { aws: providerAliases?.map((alias) => ({ alias, ...settings })) ?? settings },
  };
}
